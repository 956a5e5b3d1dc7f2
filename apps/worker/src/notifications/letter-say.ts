import type { NotificationKind } from '@lesblik/shared/notifications';

/** One thing in a mail. Nothing of a lesson, comment, goal or report, no title and no name is in it. */
export interface Sentence {
  subject: string;
  says: string;
  /** Leads to the address after it. */
  go: string;
}

/** `when`: empty where there is no time. */
type Say = (when: string, count: number) => Sentence;

/** Of each kind: what its mails are called where they are stopped, and what they say. */
export type LetterWords = Record<NotificationKind, readonly [name: string, say: Say]>;

/** The same words as subject and as sentence, with where to go. */
export const say = (subject: string, go: string): Sentence => ({ subject, says: `${subject}.`, go });
