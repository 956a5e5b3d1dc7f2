import { Button, Text } from '@mantine/core';
import { type ClassListCount } from '@lesblik/shared/class-lists';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import classes from './ClassLists.module.css';
import { HandOverForm } from './HandOverForm.tsx';
import { classListCountsQuery } from './queries.ts';

/** For the administrator: whose lists there are and how many pupils, never whom; one without a teacher is given to another. */
export function ClassListCounts({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation('class-lists');
  const { data, error } = useQuery(classListCountsQuery(organisationId));
  if (data?.length === 0) return null;
  return (
    <Section title={t('title')} anchor="class-lists">
      <Text c="dimmed" mb="xs">
        {t('counts.intro')}
      </Text>
      <ProblemAlert error={error} />
      <ul className={classes.list}>
        {data?.map((list) => (
          <CountRow key={list.id} list={{ ...list, organisationId }} />
        ))}
      </ul>
    </Section>
  );
}

function CountRow({ list }: { list: ClassListCount & { organisationId: string } }) {
  const { t } = useTranslation('class-lists');
  const [handing, setHanding] = useState(false);
  return (
    <li className={classes.pupil}>
      <div className={classes.line}>
        <div className={classes.answers}>
          <Text fw={600}>{list.name}</Text>
          <Text>{t('counts.line', { name: list.keeper.name, count: list.pupilCount })}</Text>
          {list.keeperLeft && <Text fw={600}>{t('counts.left', { name: list.keeper.name })}</Text>}
        </div>
        {list.keeperLeft && !handing && (
          <Button
            variant="default"
            aria-label={t('counts.handOverOf', { list: list.name })}
            onClick={() => setHanding(true)}
          >
            {t('handOver')}
          </Button>
        )}
      </div>
      {handing && <HandOverForm list={list} onDone={() => setHanding(false)} />}
    </li>
  );
}
