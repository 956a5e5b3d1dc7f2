import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { GoalBadge } from '../../ui/GoalBadge.tsx';
import { goalsQuery } from '../goals/queries.ts';
import classes from './Talks.module.css';

/** The goal list as it is now. */
export function GoalsBeside({ trajectoryId }: { trajectoryId: string }) {
  const { t } = useTranslation('talks');
  const goals = useQuery(goalsQuery(trajectoryId)).data;
  const current = goals?.filter(({ archivedAt }) => archivedAt === null);
  if (!current) return null;
  if (current.length === 0) return <Text c="dimmed">{t('agenda.noGoals')}</Text>;
  return (
    <ol className={classes.goals} aria-label={t('agenda.goals')}>
      {current.map(({ id, position, title }) => (
        <li key={id}>
          <GoalBadge position={position} title={title} withTitle />
        </li>
      ))}
    </ol>
  );
}
