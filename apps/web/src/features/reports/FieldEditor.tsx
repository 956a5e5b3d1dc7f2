import { Button, Group, Textarea } from '@mantine/core';
import { MAX_REPORT_TEXT, type ReportField } from '@lesblik/shared/reports';
import type { Trajectory } from '@lesblik/shared/trajectories';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Toggle } from '../../ui/form/Toggle.tsx';
import { sentenceOf } from '../../ui/problem-sentence.ts';
import { useStore } from '../../ui/use-store.ts';
import type { FieldLine, FieldState } from './core/field-line.ts';
import classes from './Reports.module.css';
import { ShareMark } from './ShareMark.tsx';
import { useFieldLine } from './use-field-line.ts';

interface Props {
  trajectory: Trajectory;
  field: ReportField;
  label: string;
  hint?: string;
  ratable: boolean;
  children: ReactNode;
}

/** A text that saves itself, with what of it is shared. */
export function FieldEditor({ trajectory, field, label, hint, ratable, children }: Props) {
  const { t } = useTranslation('reports');
  const line = useFieldLine(trajectory.id, field);
  const state = useStore(line, (now) => now);
  return (
    <div className={classes.field} data-shared={state.released || undefined}>
      <Textarea
        label={label}
        description={hint}
        value={state.text}
        onChange={({ currentTarget }) => line.type(currentTarget.value)}
        onBlur={() => void line.flush()}
        maxLength={MAX_REPORT_TEXT}
        autosize
        minRows={3}
      />
      <LineWords state={state} />
      {state.line === 'conflict' && <Conflict line={line} state={state} label={label} />}
      <Group gap="lg" mt="xs">
        <Toggle
          label={t('share.switch')}
          name={t('share.switchOf', { field: label })}
          checked={state.released}
          onChange={(released) => line.choose({ released })}
        />
        {ratable && (
          <Toggle
            label={t('share.rated')}
            name={t('share.ratedOf', { field: label })}
            checked={state.released && state.rated}
            disabled={!state.released}
            onChange={(rated) => line.choose({ rated })}
          />
        )}
      </Group>
      <ShareMark trajectory={trajectory} released={state.released} rated={ratable && state.rated} />
      {children}
    </div>
  );
}

function LineWords({ state: { line, problem, text } }: { state: FieldState }) {
  const { t } = useTranslation(['reports', 'problems']);
  const refused = line === 'refused' ? sentenceOf(problem) : '';
  // Of an empty field there is nothing to say.
  const quiet = line === 'conflict' || (line === 'saved' && text === '');
  return (
    <p className={classes.line} role="status" data-trouble={line === 'offline' || line === 'refused' || undefined}>
      {line === 'refused' ? refused : quiet ? '' : t(`line.${line}`)}
    </p>
  );
}

function Conflict({ line, state, label }: { line: FieldLine; state: FieldState; label: string }) {
  const { t } = useTranslation('reports');
  return (
    <div className={classes.card} role="alert">
      <p className={classes.label}>{t('conflict.title')}</p>
      <p className={classes.words}>{state.theirs === '' ? t('conflict.empty') : state.theirs}</p>
      <Group mt="xs">
        <Button onClick={() => line.keepMine()} aria-label={`${t('conflict.mine')}: ${label}`}>
          {t('conflict.mine')}
        </Button>
        <Button variant="default" onClick={() => line.takeTheirs()} aria-label={`${t('conflict.theirs')}: ${label}`}>
          {t('conflict.theirs')}
        </Button>
      </Group>
    </div>
  );
}
