import { Button, Group } from '@mantine/core';
import { mayTrajectory } from '@lesblik/shared/policy';
import { type ReportField, reportRoutes, type ReportSuggestion } from '@lesblik/shared/reports';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { useMe } from '../identity/me.ts';
import { accept, refuse, takeBack } from './acts.ts';
import { readReportsAgain } from './queries.ts';
import classes from './Reports.module.css';

interface Props {
  trajectory: Trajectory;
  field: ReportField;
  suggestion: ReportSuggestion;
  label: string;
}

/** Other words by the coach; the coachee takes them or not. */
export function SuggestionCard({ trajectory: { id, ...trajectory }, field, suggestion, label }: Props) {
  const { t } = useTranslation('reports');
  const me = useMe();
  const [problem, setProblem] = useState<unknown>();
  const mine = suggestion.suggestedBy.id === me.id;
  const { name } = suggestion.suggestedBy;
  const act = (work: Promise<void>): void => void work.catch(setProblem);
  const putBack = async (): Promise<void> => {
    const { key, goalId, text, revision } = field;
    await call(reportRoutes.write, {
      params: { trajectoryId: id },
      body: { key, goalId, text, revision: revision + 1 },
    });
    await readReportsAgain(id);
  };
  const take = async (): Promise<void> => {
    await accept(id, suggestion, field.revision);
    say(t('suggestion.accepted'), () => void putBack().catch(sayProblem));
  };
  return (
    <article className={classes.card} aria-label={t('suggestion.for', { field: label })}>
      <p className={classes.label}>{mine ? t('suggestion.yours') : t('suggestion.from', { name })}</p>
      <p className={classes.words}>{suggestion.text}</p>
      {!mine && suggestion.about !== field.text && <p className={classes.quiet}>{t('suggestion.older')}</p>}
      <ProblemAlert error={problem} />
      <Group mt="xs">
        {mayTrajectory('write_report', trajectory) && (
          <>
            <Button onClick={() => act(take())}>{t('suggestion.accept')}</Button>
            <Button variant="default" onClick={() => act(refuse(id, suggestion))}>
              {t('suggestion.refuse')}
            </Button>
          </>
        )}
        {mine && mayTrajectory('suggest_report', trajectory) && (
          <Button variant="default" onClick={() => act(takeBack(id, suggestion))}>
            {t('suggestion.takeBack')}
          </Button>
        )}
      </Group>
    </article>
  );
}
