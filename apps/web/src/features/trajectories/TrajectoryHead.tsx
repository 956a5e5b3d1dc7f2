import { Button, Group } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { dayText } from '../../ui/format.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import classes from './TrajectoryPage.module.css';

/** What it is called, its period, and what the reader is in it. */
export function TrajectoryHead({ trajectory, onEdit }: { trajectory: Trajectory; onEdit: () => void }) {
  const { t, i18n } = useTranslation('trajectories');
  const from = dayText(trajectory.startsOn, i18n.language);
  const to = dayText(trajectory.endsOn, i18n.language);
  const role = new Intl.ListFormat(i18n.language).format(trajectory.myRoles.map((one) => t(`roles.${one}`)));
  return (
    <Group justify="space-between" align="flex-start">
      <header className={classes.header}>
        <PageTitle title={trajectory.title} />
        <p className={classes.line}>
          {t('period', { from, to })} · {t('youAre', { role })}
        </p>
      </header>
      {mayTrajectory('change', trajectory) && (
        <Button variant="default" leftSection={<IconPencil size={18} aria-hidden="true" />} onClick={onEdit}>
          {t('edit')}
        </Button>
      )}
    </Group>
  );
}
