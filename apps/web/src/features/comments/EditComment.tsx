import type { Comment } from '@lesblik/shared/comments';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../../ui/toasts.ts';
import { useReview } from '../review/review-context.tsx';
import { CommentForm } from './CommentForm.tsx';
import type { Draft } from './core/device-store.ts';
import { useDesk, useDraft } from './desk-context.tsx';

/** Changing an own comment, in its place in the list. What was typed stays on the device until it is saved. */
export function EditComment({ comment }: { comment: Comment }) {
  const { session } = useReview();
  const { t } = useTranslation('comments');
  const desk = useDesk();
  const slot = `edit:${comment.id}`;
  const draft = useDraft(desk, slot);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const { kind, moment, text, goalIds, parentId } = comment;
    desk?.drafts.begin(slot, { kind, moment, text, goalIds, parentId, private: comment.private });
    // Begun once: a change that comes in from elsewhere must not overwrite what is being typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [desk, slot]);
  if (!desk || !draft) return null;

  const close = (): void => session.ui.set({ writing: null });
  const save = async (finished: Draft): Promise<void> => {
    setBusy(true);
    try {
      const { text, kind, moment, goalIds, mentionIds } = finished;
      await desk.change(
        comment.id,
        comment.parentId === null
          ? { text, kind, moment, goalIds, mentionIds, private: finished.private }
          : { text, mentionIds },
      );
      await desk.drafts.drop(slot);
      close();
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <CommentForm
      draft={draft}
      reply={comment.parentId !== null}
      label={t('editing')}
      focus
      busy={busy}
      onChange={(change) => desk.drafts.change(slot, change)}
      onSave={(finished) => void save(finished)}
      onClose={close}
    />
  );
}
