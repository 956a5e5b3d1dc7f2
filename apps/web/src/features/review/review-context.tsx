import type { Me } from '@lesblik/shared/identity';
import type { Recording } from '@lesblik/shared/recordings';
import { createContext, useContext, type ReactNode } from 'react';
import type { ReviewSession } from './session.ts';

/** What a review call puts around and into the review page; the page itself stays the same. */
export interface CallParts {
  /** Under the header: who steers, who is waited for, whether it is recorded. */
  readonly line: ReactNode;
  /** Above the conversation; in the place of the lesson when faces are large. */
  readonly faces: ReactNode;
  readonly large: 'lesson' | 'faces';
  /** On the picture. */
  readonly over: ReactNode;
  /** The call's own conversation, beside the comments. */
  readonly talk: ReactNode;
  readonly unread: number;
  /** Its keys, for the overview. */
  readonly keys: readonly { caps: readonly string[]; words: string }[];
}

export interface ReviewPlace {
  readonly session: ReviewSession;
  readonly recording: Recording;
  readonly me: Me;
  /** Null outside a call. */
  readonly call: CallParts | null;
}

export const ReviewContext = createContext<ReviewPlace | null>(null);

export function useReview(): ReviewPlace {
  const place = useContext(ReviewContext);
  if (!place) throw new Error('useReview outside a review page');
  return place;
}
