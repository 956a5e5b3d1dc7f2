import { useCallback, useRef } from 'react';
import { moveRange } from '../comments/comment-acts.ts';
import type { CommentDesk } from '../comments/desk.ts';
import type { TimelineView } from '../timeline/core/timeline-view.ts';
import { useReview } from './review-context.tsx';

/** What the keys and the list need of the timeline, and the timeline of the desk, which comes later than it. */
export function useTimelineView() {
  const { session } = useReview();
  const ref = useRef<TimelineView | null>(null);
  const desk = useRef<CommentDesk | null>(null);
  return {
    ref,
    zoom: useCallback((direction: 1 | -1) => ref.current?.zoom(direction === 1 ? 2 : 0.5), []),
    setDesk: useCallback((now: CommentDesk | null) => {
      desk.current = now;
    }, []),
    moved: useCallback(
      (id: string, moment: { startMs: number; endMs: number }) => {
        const comment = session.feed.getState().book.byId.get(id);
        if (comment && desk.current) void moveRange(desk.current, comment, moment);
      },
      [session],
    ),
  };
}
