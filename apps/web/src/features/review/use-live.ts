import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useStore } from '../../ui/use-store.ts';
import { othersOf, type ShownViewer } from '../timeline/viewers.ts';
import type { LiveState } from './core/live-review.ts';
import { useReview } from './review-context.tsx';

const none = (): (() => void) => () => undefined;
const closed: LiveState = { line: 'opening', viewers: [] };

export function useLiveState(): LiveState {
  const { session } = useReview();
  const live = useStore(session.live, (value) => value);
  return useSyncExternalStore(live?.subscribe ?? none, () => live?.getState() ?? closed);
}

/** Reads the comments and opens the line to the others once `ready`; gives who else is watching. */
export function useLive(ready: boolean): ShownViewer[] {
  const { session, me } = useReview();
  useEffect(() => {
    if (!ready) return;
    void session.readComments();
    void session.goLive();
  }, [ready, session]);
  const { viewers } = useLiveState();
  return useMemo(() => othersOf(viewers, me.id), [viewers, me.id]);
}
