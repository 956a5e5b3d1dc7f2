import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { calendarRoutes } from '@lesblik/shared/calendar';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { instantDayText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { calendarQuery } from './queries.ts';

/** The secret address with which a calendar program reads one's own talks. */
export function CalendarSection() {
  const { t, i18n } = useTranslation('talks');
  const queries = useQueryClient();
  const { data, error } = useQuery(calendarQuery);
  const [address, setAddress] = useState<string>();
  const run = async (work: () => Promise<string | undefined>, said?: string): Promise<void> => {
    try {
      setAddress(await work());
      await queries.invalidateQueries({ queryKey: calendarQuery.queryKey });
      if (said !== undefined) say(said);
    } catch (refused) {
      sayProblem(refused);
    }
  };
  const make = (): Promise<void> => run(async () => (await call(calendarRoutes.make, {})).address);
  const stop = (): Promise<void> =>
    run(async () => {
      await call(calendarRoutes.end, {});
      return undefined;
    }, t('calendar.stopped'));
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      say(t('calendar.copied'));
    } catch {
      // Where the browser keeps the clipboard to itself, the address stands in the field to be copied.
      document.querySelector<HTMLInputElement>('[name=calendar-address]')?.select();
    }
  };
  const madeAt = data?.madeAt ?? null;
  return (
    <Section title={t('calendar.title')}>
      <Stack>
        <Text>{t('calendar.text')}</Text>
        <ProblemAlert error={error} />
        {address !== undefined && (
          <>
            <Text fw={600} role="status">
              {t('calendar.once')}
            </Text>
            <TextInput
              name="calendar-address"
              label={t('calendar.address')}
              value={address}
              readOnly
              onFocus={(event) => event.currentTarget.select()}
            />
          </>
        )}
        {madeAt !== null && address === undefined && (
          <Text c="dimmed">{t('calendar.since', { when: instantDayText(madeAt, i18n.language) })}</Text>
        )}
        <Group>
          {address !== undefined && <Button onClick={() => void copy(address)}>{t('calendar.copy')}</Button>}
          {data && (
            <Button variant="default" onClick={() => void make()}>
              {t(madeAt === null ? 'calendar.make' : 'calendar.again')}
            </Button>
          )}
          {madeAt !== null && (
            <Button variant="subtle" onClick={() => void stop()}>
              {t('calendar.stop')}
            </Button>
          )}
        </Group>
      </Stack>
    </Section>
  );
}
