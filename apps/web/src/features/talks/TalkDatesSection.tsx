import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { instantText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { talkDatesQuery } from './queries.ts';
import classes from './Talks.module.css';

/** What client and supervisor see of talks: how many there were, and of the next what kind, when and how long. */
export function TalkDatesSection({ trajectoryId }: { trajectoryId: string }) {
  const { t, i18n } = useTranslation('talks');
  const { data, error } = useQuery(talkDatesQuery(trajectoryId));
  return (
    <Section title={t('dates.title')}>
      <ProblemAlert error={error} />
      {data && (
        <>
          <Text>{t('dates.held', { count: data.held })}</Text>
          {data.planned.length === 0 ? (
            <Text c="dimmed">{t('dates.none')}</Text>
          ) : (
            <ul className={classes.list}>
              {data.planned.map(({ kind, startsAt, durationMinutes }) => (
                <li key={`${startsAt} ${kind}`} className={classes.row}>
                  <div className={classes.words}>
                    <strong>{t(`kinds.${kind}`)}</strong>
                    <span className={classes.about}>
                      {instantText(startsAt, i18n.language)} · {t('minutes', { count: durationMinutes })}
                    </span>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Section>
  );
}
