import { Button, Kbd } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../../ui/toasts.ts';
import { useStore } from '../../ui/use-store.ts';
import { formatTime } from '../player/core/timecode.ts';
import { finishComment, startComment } from '../review/acts.ts';
import { useReview } from '../review/review-context.tsx';
import { CommentForm } from './CommentForm.tsx';
import classes from './Composer.module.css';
import type { Draft } from './core/device-store.ts';
import { useDesk, useDraft } from './desk-context.tsx';

const SLOT = 'new';

/** At the foot of the list: a button that says where the comment will stand, or the place to write it. */
export function NewComment() {
  const { session, call } = useReview();
  const inCall = call !== null;
  const { t } = useTranslation('comments');
  const desk = useDesk();
  const draft = useDraft(desk, SLOT);
  const writing = useStore(session.ui, (state) => state.writing === SLOT);
  const asked = useRef(false);

  // A draft that was left by a reload opens by itself, without taking the focus.
  const left = draft !== undefined && draft.text !== '' && !writing && !asked.current;
  useEffect(() => {
    if (left && session.ui.getState().writing === null) session.ui.set({ writing: SLOT });
  }, [left, session]);

  useEffect(() => {
    // On a phone in a call the picture is below the faces, where the form would lie over it.
    if (writing && inCall) document.getElementById('lesson-stage')?.scrollIntoView({ block: 'start' });
  }, [writing, inCall]);

  useEffect(() => {
    if (!writing || !desk) return;
    asked.current ||= draft === undefined || draft.text === '';
    const { range } = session.ui.getState();
    const moment = range ?? { startMs: Math.round(session.player.nowMs()), endMs: null };
    const known = desk.drafts.get(SLOT);
    if (known && known.text === '' && known.goalIds.length === 0) desk.drafts.change(SLOT, { moment });
    else if (!known) desk.drafts.begin(SLOT, { kind: 'compliment', moment });
    // Only when the place is opened: while it is open the moment is the writer's.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [writing, desk]);

  const close = (): void => {
    asked.current = true;
    session.ui.set({ writing: null });
    if (draft && draft.text.trim() === '') void desk?.drafts.drop(SLOT);
  };
  const save = (finished: Draft): void => {
    if (!desk) return;
    asked.current = true;
    desk.send(finished).catch(sayProblem);
    finishComment(session);
  };

  if (!writing || !draft) return <OpenButton />;
  return (
    <CommentForm
      draft={draft}
      label={t('new')}
      focus={asked.current}
      onChange={(change) => desk?.drafts.change(SLOT, change)}
      onSave={save}
      onClose={close}
    />
  );
}

function OpenButton() {
  const { session } = useReview();
  const { t } = useTranslation('comments');
  const range = useStore(session.ui, (state) => state.range);
  const durationMs = useStore(session.player, (state) => state.durationMs);
  const seconds = useStore(session.player, (state) => Math.floor(state.atMs / 1000));
  const words =
    range?.endMs != null
      ? t('addRange', { from: formatTime(range.startMs, durationMs), to: formatTime(range.endMs, durationMs) })
      : t('addAt', { time: formatTime(range?.startMs ?? seconds * 1000, durationMs) });
  return (
    <Button
      className={classes.open}
      leftSection={<IconMessagePlus size={20} aria-hidden="true" />}
      rightSection={
        <Kbd className={classes.kbd} aria-hidden="true">
          c
        </Kbd>
      }
      onClick={() => startComment(session)}
    >
      {words}
    </Button>
  );
}
