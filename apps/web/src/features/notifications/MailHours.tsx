import { Checkbox, NativeSelect, Stack, Text } from '@mantine/core';
import { notificationRoutes, type NotificationSettings, usualHours } from '@lesblik/shared/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { Button } from '@mantine/core';
import { HourField } from '../../ui/form/HourField.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say } from '../../ui/toasts.ts';
import { settingsQuery } from './list-queries.ts';
import classes from './NotificationsPage.module.css';
import { timeZones } from './time-zones.ts';

const schema = notificationRoutes.set.body;

/** By the clock of which place mails come, when the daily one, and between which times none. */
export function MailHours({ settings }: { settings: NotificationSettings }) {
  const { t } = useTranslation(['notifications', 'common']);
  const [quiet, setQuiet] = useState(settings.quiet !== null);
  const { from, to } = settings.quiet ?? usualHours.quiet;
  const form = useForm({
    schema,
    read: (fields) => ({
      timeZone: fields.get('timeZone'),
      dailyAt: fields.get('dailyAt'),
      quiet: quiet ? { from: fields.get('from'), to: fields.get('to') } : null,
    }),
    besides: (fields) => wrongTimes(fields, quiet ? ['from', 'to', 'dailyAt'] : ['dailyAt'], t('common:fields.noHour')),
    async submit(body) {
      queryClient.setQueryData(settingsQuery.queryKey, await call(notificationRoutes.set, { body }));
      say(t('common:saved'));
    },
  });
  return (
    <Section title={t('hours.title')}>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack>
          <ProblemAlert error={form.problem} />
          <Checkbox
            checked={quiet}
            onChange={(event) => setQuiet(event.currentTarget.checked)}
            label={t('hours.quiet')}
            description={t('hours.quietHelp')}
          />
          {quiet && (
            <div className={classes.hours}>
              <HourField name="from" label={t('hours.from')} defaultValue={from} error={form.error('from')} />
              <HourField name="to" label={t('hours.to')} defaultValue={to} error={form.error('to')} />
            </div>
          )}
          <HourField
            name="dailyAt"
            label={t('hours.dailyAt')}
            description={t('hours.dailyHelp')}
            defaultValue={settings.dailyAt}
            error={form.error('dailyAt')}
          />
          <NativeSelect
            name="timeZone"
            label={t('hours.timeZone')}
            defaultValue={settings.timeZone}
            data={timeZones(settings.timeZone)}
            error={form.error('timeZone')}
          />
          <Text c="dimmed">{t('hours.reminders')}</Text>
          <div>
            <Button type="submit" loading={form.busy}>
              {t('common:save')}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}

const TIME = /^\d\d:\d\d$/;

/** The fields are named apart, the contract knows them as one. */
const wrongTimes = (fields: FormData, names: readonly string[], sentence: string): Record<string, string> =>
  Object.fromEntries(
    names.filter((name) => !TIME.test(String(fields.get(name)))).map((name) => [name, sentence] as const),
  );
