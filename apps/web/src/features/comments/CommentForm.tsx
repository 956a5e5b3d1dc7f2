import { Button, Kbd } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLessonGoals } from '../review/goals-query.ts';
import { useReview } from '../review/review-context.tsx';
import classes from './Composer.module.css';
import type { Draft } from './core/device-store.ts';
import { mentionedIn } from './core/mentions.ts';
import { Toggle } from '../../ui/form/Toggle.tsx';
import { GoalChoice } from './GoalChoice.tsx';
import { KindChoice } from './KindChoice.tsx';
import { MentionField } from './MentionField.tsx';
import { MomentFields } from './MomentFields.tsx';
import { peopleQuery } from './people-query.ts';

interface Props {
  draft: Draft;
  /** A reply has text only: kind, goals and moment are those of what it answers. */
  reply?: boolean;
  label: string;
  focus: boolean;
  busy?: boolean;
  onChange: (change: Partial<Draft>) => void;
  onSave: (draft: Draft) => void;
  onClose: () => void;
}

/** Writing a comment, a change of one, or a reply. Ctrl+Enter saves, Esc closes and keeps the draft. */
export function CommentForm({ draft, reply = false, label, focus, busy = false, onChange, onSave, onClose }: Props) {
  const { recording, me } = useReview();
  const { t } = useTranslation('comments');
  const form = useRef<HTMLFormElement>(null);
  const goals = useLessonGoals(recording);
  const others = (useQuery(peopleQuery(recording.id)).data ?? []).filter(({ id }) => id !== me.id);
  const empty = draft.text.trim() === '';

  useEffect(() => {
    if (focus) form.current?.querySelector('textarea')?.focus();
  }, [focus]);

  const save = (): void => {
    if (empty || busy) return;
    onSave({ ...draft, text: draft.text.trim(), mentionIds: draft.private ? [] : mentionedIn(draft.text, others) });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      onClose();
    }
  };

  return (
    // Ctrl+Enter and Esc count in every field of it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className={classes.form}
      aria-label={label}
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {!reply && <MomentFields value={draft.moment} onChange={(moment) => onChange({ moment })} />}
      {!reply && <KindChoice value={draft.kind} onChange={(kind) => onChange({ kind })} />}
      <MentionField
        label={reply ? t('replyText') : t('text')}
        value={draft.text}
        people={draft.private ? [] : others}
        onChange={(text) => onChange({ text })}
      />
      {!reply && <GoalChoice goals={goals} value={draft.goalIds} onChange={(goalIds) => onChange({ goalIds })} />}
      <div className={classes.foot}>
        {!reply && (
          <Toggle
            className={classes.private}
            checked={draft.private}
            onChange={(on) => onChange({ private: on })}
            label={
              <span className={classes.privateWords}>
                <IconLock size={16} aria-hidden="true" />
                {t('private')}
              </span>
            }
          />
        )}
        <span className={classes.acts}>
          <Button variant="subtle" color="gray" size="compact-md" className={classes.quiet} onClick={onClose}>
            {t('close')}
          </Button>
          <Button type="submit" size="compact-md" disabled={empty} loading={busy}>
            {t('save')}
            <Kbd className={classes.kbd} aria-hidden="true">
              Ctrl ⏎
            </Kbd>
          </Button>
        </span>
      </div>
    </form>
  );
}
