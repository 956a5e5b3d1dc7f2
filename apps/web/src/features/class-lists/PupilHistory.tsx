import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayText, instantText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import classes from './ClassLists.module.css';
import { pupilHistoryQuery } from './queries.ts';

/** Everything that was written down, the newest first; nothing of it changes or goes. */
export function PupilHistory({ pupilId }: { pupilId: string }) {
  const { t, i18n } = useTranslation(['class-lists', 'lesson-consent']);
  const { data, error } = useQuery(pupilHistoryQuery(pupilId));
  return (
    <div>
      <Title order={3}>{t('history.title')}</Title>
      <ProblemAlert error={error} />
      {data === undefined && !error && <Waiting />}
      {data?.length === 0 && <Text c="dimmed">{t('history.empty')}</Text>}
      <ol className={classes.list}>
        {data?.map((entry) => (
          <li key={entry.id} className={classes.entry}>
            {t('history.line', {
              purpose: t(`lesson-consent:purposes.${entry.purpose}`),
              answer: t(`answers.${entry.answer}`),
              by: t(`by.${entry.answeredBy}`),
              day: dayText(entry.answeredOn, i18n.language),
            })}
            <Text size="sm" c="dimmed">
              {t('history.recorded', {
                name: entry.recordedBy.name,
                when: instantText(entry.recordedAt, i18n.language),
                version: entry.textVersion,
              })}
            </Text>
          </li>
        ))}
      </ol>
    </div>
  );
}
