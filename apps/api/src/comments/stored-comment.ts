import type { Comment } from '@lesblik/shared/comments';
import { isShown, type Range } from '@lesblik/shared/cuts';

export interface StoredComment extends Comment {
  /** The revision at which others lost sight of it; null when they never could read it, or still can. */
  hiddenRevision: number | null;
}

/** Nobody in particular: whoever is in the room and did not write it. */
export const OTHERS = 'others';

/** Its author's alone: private, or held by a seal. The rule of `kept` in SQL. */
export const isKept = ({ private: isPrivate, sealed }: Pick<Comment, 'private' | 'sealed'>): boolean =>
  isPrivate || sealed === true;

/** `shown`: the part of the lesson that this person may see; null: all of it. */
export const mayRead = (personId: string, comment: StoredComment, shown: Range | null): boolean =>
  comment.deletedAt === null && (!isKept(comment) || comment.author.id === personId) && isShown(comment.moment, shown);

/**
 * What a change means to one reader who has everything up to revision `after`; undefined when it means nothing to them.
 * Made private or sealed, a comment is deleted for others, once, at the revision at which it was hidden: what its author
 * does with it afterwards leaves no trace for them.
 */
export function changeFor(reader: string, stored: StoredComment, after: number): Comment | undefined {
  const { hiddenRevision, ...comment } = stored;
  if (isKept(comment) && reader !== comment.author.id) {
    return hiddenRevision === null || hiddenRevision <= after
      ? undefined
      : emptied({ ...comment, revision: hiddenRevision, deletedAt: comment.createdAt });
  }
  if (comment.revision <= after) return undefined;
  return comment.deletedAt === null ? comment : emptied(comment);
}

/**
 * What a reader missed, in the order of revisions. Of what was gone before their access began (`since`, as revisions follow
 * the clock) they never knew, whatever revision they name; nor of what lies outside the part that they are shown.
 */
export function changesFor(
  reader: string,
  stored: readonly StoredComment[],
  after: number,
  { since, shown }: { since: number; shown: Range | null } = { since: 0, shown: null },
): Comment[] {
  return stored
    .filter(({ moment }) => isShown(moment, shown))
    .map((comment) => changeFor(reader, comment, after))
    .filter((change) => change !== undefined)
    .filter(({ deletedAt, revision }) => deletedAt === null || revision > since)
    .sort((a, b) => a.revision - b.revision);
}

/**
 * Changes for one reader and up to where they now know everything: the last that they may see, not the last there is, which
 * would tell them that somebody else did something in private.
 */
export const knownTo = (items: Comment[], after: number): { items: Comment[]; revision: number } => ({
  items,
  revision: items.at(-1)?.revision ?? after,
});

function emptied(comment: Comment): Comment {
  const { sealed: _, ...rest } = comment;
  return {
    ...rest,
    kind: 'compliment',
    moment: { startMs: 0, endMs: null },
    text: '',
    goalIds: [],
    mentions: [],
    private: false,
    doneAt: null,
    doneBy: null,
    editedAt: null,
  };
}
