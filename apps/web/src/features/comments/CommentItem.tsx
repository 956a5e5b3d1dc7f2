import type { Goal } from '@lesblik/shared/goals';
import { IconCircleCheck, IconCornerDownRight, IconLock, IconRotate } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { instantText, momentText } from '../../ui/format.ts';
import { GoalBadge } from '../../ui/GoalBadge.tsx';
import { KindIcon } from '../../ui/KindIcon.tsx';
import { useStore } from '../../ui/use-store.ts';
import { goToComment } from '../review/acts.ts';
import { useReview } from '../review/review-context.tsx';
import { setDone } from './comment-acts.ts';
import classes from './CommentItem.module.css';
import { CommentMenu } from './CommentMenu.tsx';
import { CommentText } from './CommentText.tsx';
import type { Thread } from './core/comment-book.ts';
import { useDesk } from './desk-context.tsx';
import { EditComment } from './EditComment.tsx';
import { Replies } from './Replies.tsx';

interface Props {
  thread: Thread;
  goals: readonly Goal[];
  selected: boolean;
  /** The last one that began before the playhead. */
  current: boolean;
}

/** One comment with its answers. */
export const CommentItem = memo(function CommentItem({ thread, goals, selected, current }: Props) {
  const { session, recording, me } = useReview();
  const { t, i18n } = useTranslation('comments');
  const desk = useDesk();
  const { comment } = thread;
  const editing = useStore(session.ui, (state) => state.writing === `edit:${comment.id}`);
  const mayComment = recording.may.includes('comment') && desk !== null;
  const done = comment.doneAt !== null;
  const linked = goals.filter((goal) => comment.goalIds.includes(goal.id));

  return (
    <div
      className={classes.item}
      data-kind={comment.private ? 'private' : comment.kind}
      data-selected={selected}
      data-current={current}
      data-done={done}
    >
      <div className={classes.head}>
        <button
          type="button"
          className={classes.moment}
          aria-current={selected ? 'true' : undefined}
          aria-label={t('goTo', { moment: momentText(comment.moment) })}
          onClick={() => goToComment(session, thread)}
        >
          <KindIcon kind={comment.kind} size={18} />
          <span>{momentText(comment.moment)}</span>
        </button>
        <span className={classes.author}>{comment.author.id === me.id ? t('you') : comment.author.name}</span>
        {comment.doneAt && (
          <span className={classes.done}>
            <IconCircleCheck size={16} aria-hidden="true" />
            {t('done')}
          </span>
        )}
        <span className={classes.space} />
        <CommentMenu comment={comment} />
      </div>
      {(comment.private || comment.sealed) && (
        <p className={classes.private}>
          <IconLock size={14} aria-hidden="true" />
          {t(comment.private ? 'private' : 'sealed')}
        </p>
      )}
      {editing ? <EditComment comment={comment} /> : <CommentText comment={comment} />}
      <div className={classes.foot}>
        {linked.map((goal) => (
          <GoalBadge key={goal.id} position={goal.position} title={goal.title} withTitle={selected} />
        ))}
        <time className={classes.when} dateTime={comment.createdAt}>
          {instantText(comment.createdAt, i18n.language)}
          {comment.editedAt && `, ${t('edited')}`}
        </time>
        <span className={classes.space} />
        {mayComment && (
          <>
            <button
              type="button"
              className={classes.act}
              onClick={() => session.ui.set({ writing: `reply:${comment.id}`, selectedId: comment.id })}
            >
              <IconCornerDownRight size={16} aria-hidden="true" />
              {t('reply')}
            </button>
            <button type="button" className={classes.act} onClick={() => void setDone(desk, comment, !done)}>
              {done ? <IconRotate size={16} aria-hidden="true" /> : <IconCircleCheck size={16} aria-hidden="true" />}
              {t(done ? 'reopen' : 'markDone')}
            </button>
          </>
        )}
      </div>
      <Replies thread={thread} open={selected} />
    </div>
  );
});
