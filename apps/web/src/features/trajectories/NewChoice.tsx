import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import classes from './NewChoice.module.css';

interface Props {
  /** Begin one at once: for who coaches or is coached in it, and for the administrator. */
  starts: boolean;
  /** Ask the school for one: for whoever belongs to it. */
  asks: boolean;
}

/** A new trajectory: begun by those two, or asked for by who has somebody coached. Which is for whom is said where there is a choice. */
export function NewChoice({ starts, asks }: Props) {
  const { t } = useTranslation(['trajectories', 'requests']);
  const icon = <IconPlus size={18} aria-hidden="true" />;
  const one = starts ? paths.newTrajectory : asks ? paths.newRequest : undefined;
  if (one === undefined) return null;
  if (!starts || !asks) {
    return (
      <LinkButton to={one} leftSection={icon}>
        {t(starts ? 'new' : 'requests:new')}
      </LinkButton>
    );
  }
  return (
    <Menu position="bottom-end" width={340} shadow="sm">
      <Menu.Target>
        <Button leftSection={icon}>{t('newOne')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(
          [
            [paths.newTrajectory, t('new'), t('newFor')],
            [paths.newRequest, t('requests:new'), t('requests:newFor')],
          ] as const
        ).map(([to, title, forWhom]) => (
          <Menu.Item key={to} component={Link} href={to}>
            <strong className={classes.title}>{title}</strong>
            <span className={classes.for}>{forWhom}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
