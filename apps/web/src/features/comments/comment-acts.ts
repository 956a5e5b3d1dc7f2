import type { Comment } from '@lesblik/shared/comments';
import i18next from 'i18next';
import { paths } from '../../app/paths.ts';
import { say, sayProblem } from '../../ui/toasts.ts';
import type { CommentDesk } from './desk.ts';

/** Deletes at once and offers the way back, as mistakes should be cheap. */
export async function removeComment(desk: CommentDesk, comment: Comment): Promise<void> {
  try {
    await desk.remove(comment.id);
    say(i18next.t('comments:removed'), () => void desk.restore(comment.id).catch(sayProblem));
  } catch (error) {
    sayProblem(error);
  }
}

export async function setDone(desk: CommentDesk, comment: Comment, done: boolean): Promise<void> {
  try {
    await desk.change(comment.id, { done });
  } catch (error) {
    sayProblem(error);
  }
}

export async function copyLink(comment: Comment): Promise<void> {
  const path = paths.recording(comment.recordingId, { commentId: comment.parentId ?? comment.id });
  try {
    await navigator.clipboard.writeText(new URL(path, location.href).href);
    say(i18next.t('comments:linkCopied'));
  } catch (error) {
    sayProblem(error);
  }
}

/** An end of an own range was dragged: the same way back as after a deletion. */
export async function moveRange(
  desk: CommentDesk,
  comment: Comment,
  moment: { startMs: number; endMs: number },
): Promise<void> {
  const before = comment.moment;
  try {
    await desk.change(comment.id, { moment });
    say(i18next.t('comments:moved'), () => void desk.change(comment.id, { moment: before }).catch(sayProblem));
  } catch (error) {
    sayProblem(error);
  }
}
