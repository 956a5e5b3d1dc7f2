import { Anchor } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import classes from './BackLink.module.css';

/** Above a page's title: to what the page is a part of. */
export function BackLink({ to, title }: { to: string; title: string }) {
  const { t } = useTranslation();
  return (
    <Anchor component={Link} href={to} className={classes.back}>
      <IconArrowLeft size={18} aria-hidden="true" />
      {t('backTo', { title })}
    </Anchor>
  );
}
