import type { Comment } from '@lesblik/shared/comments';
import classes from './CommentItem.module.css';
import { withMentions } from './core/mentions.ts';

/** Words as they were written, mentions marked. Plain text: nothing in it is ever read as markup. */
export function CommentText({ comment }: { comment: Comment }) {
  return (
    <p className={classes.text} dir="auto">
      {withMentions(comment.text, comment.mentions).map((piece, index) =>
        piece.mention ? (
          <strong key={index} className={classes.mentioned}>
            {piece.text}
          </strong>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
