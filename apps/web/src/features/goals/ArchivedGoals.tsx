import { Anchor, Button } from '@mantine/core';
import type { Goal } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { restoreGoal } from './acts.ts';
import classes from './GoalSection.module.css';

export function ArchivedGoals({ goals, mayRestore }: { goals: readonly Goal[]; mayRestore: boolean }) {
  const { t } = useTranslation('goals');
  if (goals.length === 0) return null;
  return (
    <details className={classes.archived}>
      <summary>
        {t('archivedTitle')} ({goals.length})
      </summary>
      {goals.map((goal) => (
        <div key={goal.id} className={classes.archivedGoal}>
          <Anchor component={Link} href={paths.goal(goal.id)}>
            {goal.title}
          </Anchor>
          {mayRestore && (
            <Button
              variant="default"
              aria-label={t('restoreOf', { title: goal.title })}
              onClick={() => void restoreGoal(goal)}
            >
              {t('restore')}
            </Button>
          )}
        </div>
      ))}
    </details>
  );
}
