import type { Me } from '@lesblik/shared/identity';
import type { Recording } from '@lesblik/shared/recordings';
import { createContext, useContext } from 'react';
import type { ReviewSession } from './session.ts';

export interface ReviewPlace {
  readonly session: ReviewSession;
  readonly recording: Recording;
  readonly me: Me;
}

export const ReviewContext = createContext<ReviewPlace | null>(null);

export function useReview(): ReviewPlace {
  const place = useContext(ReviewContext);
  if (!place) throw new Error('useReview outside a review page');
  return place;
}
