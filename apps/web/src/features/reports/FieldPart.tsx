import { Button } from '@mantine/core';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { ReportField, ReportSuggestion } from '@lesblik/shared/reports';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldEditor } from './FieldEditor.tsx';
import classes from './Reports.module.css';
import { ShareMark } from './ShareMark.tsx';
import { SuggestForm } from './SuggestForm.tsx';
import { SuggestionCard } from './SuggestionCard.tsx';

interface Props {
  trajectory: Trajectory;
  field: ReportField;
  label: string;
  hint?: string;
  suggestions: readonly ReportSuggestion[];
  /** A goal that the coachee rated: its figure can be shared too. */
  ratable?: boolean;
}

/** A field as its reader has it: the coachee writes, the coach reads and suggests. */
export function FieldPart({ trajectory, field, label, hint, suggestions, ratable = false }: Props) {
  const { t } = useTranslation('reports');
  const [suggesting, setSuggesting] = useState(false);
  const writes = mayTrajectory('write_report', trajectory);
  const open = suggestions.find(
    ({ key, goalId, state }) => state === 'open' && key === field.key && goalId === field.goalId,
  );
  const card = open && <SuggestionCard trajectory={trajectory} field={field} suggestion={open} label={label} />;
  if (writes)
    return (
      <FieldEditor trajectory={trajectory} field={field} label={label} {...(hint && { hint })} ratable={ratable}>
        {card}
      </FieldEditor>
    );
  return (
    <div className={classes.field} data-shared={field.released || undefined}>
      <p className={classes.label}>{label}</p>
      {field.text === '' ? (
        <p className={classes.quiet}>{t('nothingYet', { name: trajectory.coachee.name })}</p>
      ) : (
        <p className={classes.words}>{field.text}</p>
      )}
      <ShareMark trajectory={trajectory} released={field.released} rated={ratable && field.rated} />
      {card}
      {mayTrajectory('suggest_report', trajectory) && !open && !suggesting && (
        <Button
          mt="xs"
          variant="default"
          size="compact-md"
          aria-label={t('suggestion.makeFor', { field: label })}
          onClick={() => setSuggesting(true)}
        >
          {t('suggestion.make')}
        </Button>
      )}
      {suggesting && <SuggestForm trajectoryId={trajectory.id} field={field} onDone={() => setSuggesting(false)} />}
    </div>
  );
}
