import type { Comment } from '@lesblik/shared/comments';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { instantText } from '../../ui/format.ts';
import { sayProblem } from '../../ui/toasts.ts';
import { useStore } from '../../ui/use-store.ts';
import { useReview } from '../review/review-context.tsx';
import { CommentForm } from './CommentForm.tsx';
import classes from './CommentItem.module.css';
import { CommentMenu } from './CommentMenu.tsx';
import { CommentText } from './CommentText.tsx';
import type { Thread } from './core/comment-book.ts';
import { useDesk, useDraft } from './desk-context.tsx';
import { EditComment } from './EditComment.tsx';

const SHOWN = 2;

/** The answers under a comment: the last two, or all once it is chosen. */
export function Replies({ thread, open }: { thread: Thread; open: boolean }) {
  const { session } = useReview();
  const { t } = useTranslation('comments');
  const { comment, replies } = thread;
  const replying = useStore(session.ui, (state) => state.writing === `reply:${comment.id}`);
  const hidden = open ? 0 : Math.max(0, replies.length - SHOWN);
  return (
    <>
      {hidden > 0 && (
        <button type="button" className={classes.link} onClick={() => session.ui.set({ selectedId: comment.id })}>
          {t('showReplies', { count: hidden })}
        </button>
      )}
      {replies.length > 0 && (
        <ul className={classes.replies} aria-label={t('replies', { count: replies.length })}>
          {replies.slice(hidden).map((reply) => (
            <Reply key={reply.id} reply={reply} />
          ))}
        </ul>
      )}
      {replying && <ReplyForm comment={comment} />}
    </>
  );
}

function Reply({ reply }: { reply: Comment }) {
  const { session } = useReview();
  const { t, i18n } = useTranslation('comments');
  const editing = useStore(session.ui, (state) => state.writing === `edit:${reply.id}`);
  return (
    <li className={classes.reply}>
      <div className={classes.head}>
        <span className={classes.author}>{reply.author.name}</span>
        <time className={classes.when} dateTime={reply.createdAt}>
          {instantText(reply.createdAt, i18n.language)}
        </time>
        {reply.editedAt && <span className={classes.when}>{t('edited')}</span>}
        <span className={classes.space} />
        <CommentMenu comment={reply} />
      </div>
      {editing ? <EditComment comment={reply} /> : <CommentText comment={reply} />}
    </li>
  );
}

function ReplyForm({ comment }: { comment: Comment }) {
  const { session } = useReview();
  const { t } = useTranslation('comments');
  const desk = useDesk();
  const slot = `reply:${comment.id}`;
  const draft = useDraft(desk, slot);
  useEffect(() => {
    const { kind, moment, id } = comment;
    desk?.drafts.begin(slot, { kind, moment, parentId: id, private: comment.private });
    // Begun once, with what the comment was then.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [desk, slot]);
  if (!desk || !draft) return null;
  const close = (): void => session.ui.set({ writing: null });
  return (
    <CommentForm
      draft={draft}
      reply
      label={t('replying', { name: comment.author.name })}
      focus
      onChange={(change) => desk.drafts.change(slot, change)}
      onSave={(finished) => {
        desk.send(finished).catch(sayProblem);
        close();
      }}
      onClose={close}
    />
  );
}
