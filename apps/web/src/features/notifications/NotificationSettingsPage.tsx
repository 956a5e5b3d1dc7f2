import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { settingsQuery } from './list-queries.ts';
import { MailChoices } from './MailChoices.tsx';
import { MailHours } from './MailHours.tsx';
import classes from './NotificationsPage.module.css';

const groups = ['talks', 'lessons', 'trajectory'] as const;

export function NotificationSettingsPage() {
  const { t } = useTranslation('notifications');
  const { data: settings, error } = useQuery(settingsQuery);
  return (
    <Stack gap="lg" className={classes.page}>
      <PageTitle title={t('settings')} />
      <Text>{t('settingsText')}</Text>
      <ProblemAlert error={error} />
      {!settings && !error && <Waiting />}
      {settings && (
        <>
          <MailHours settings={settings} />
          {groups.map((group) => (
            <MailChoices key={group} group={group} settings={settings} />
          ))}
        </>
      )}
    </Stack>
  );
}
