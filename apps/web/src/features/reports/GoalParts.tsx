import { Anchor, Text } from '@mantine/core';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { Evaluation } from '@lesblik/shared/reports';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { GoalBadge } from '../../ui/GoalBadge.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { ProgressWords } from '../goals/ProgressWords.tsx';
import { goalsQuery } from '../goals/queries.ts';
import { FieldPart } from './FieldPart.tsx';
import classes from './Reports.module.css';

interface Props {
  trajectory: Trajectory;
  evaluation: Evaluation;
}

/** The goal list at the end: first and last rating, the moments, and what the coachee says of it. */
export function GoalParts({ trajectory, evaluation: { fields, suggestions } }: Props) {
  const { t } = useTranslation(['reports', 'goals']);
  const { data: goals, error } = useQuery(goalsQuery(trajectory.id));
  const writes = mayTrajectory('write_report', trajectory);
  const parts = fields.flatMap((field) => {
    const goal = goals?.find(({ id }) => id === field.goalId);
    return goal ? [{ field, goal }] : [];
  });
  return (
    <Section title={t('goals.title')}>
      <ProblemAlert error={error} />
      {goals && parts.length === 0 && <Text c="dimmed">{t('goals.none')}</Text>}
      {parts.map(({ field, goal }) => (
        <section key={goal.id} className={classes.goal} aria-label={goal.title}>
          <div className={classes.goalHead}>
            <GoalBadge position={goal.position} title={goal.title} focusable={false} />
            <div>
              <h3 className={classes.goalTitle}>{goal.title}</h3>
              <p className={classes.meta}>
                <ProgressWords
                  progress={goal.progress}
                  coachee={trajectory.myRoles.includes('coachee') ? null : trajectory.coachee.name}
                />
                <Anchor component={Link} href={paths.goal(goal.id)}>
                  {goal.momentCount > 0 ? t('goals:moments', { count: goal.momentCount }) : t('goals.open')}
                  <span className="visually-hidden">: {goal.title}</span>
                </Anchor>
              </p>
            </div>
          </div>
          <FieldPart
            trajectory={trajectory}
            field={field}
            label={writes ? t('goals.words') : t('goals.read', { name: trajectory.coachee.name })}
            suggestions={suggestions}
            ratable={goal.progress.some(({ as }) => as === 'coachee')}
          />
        </section>
      ))}
    </Section>
  );
}
