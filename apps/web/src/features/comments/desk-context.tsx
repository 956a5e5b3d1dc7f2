import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useReview } from '../review/review-context.tsx';
import type { Draft, Waiting } from './core/device-store.ts';
import { CommentDesk } from './desk.ts';

const DeskContext = createContext<CommentDesk | null>(null);

/** Opens the person's drafts and outbox on this device; children that write wait for it. */
export function DeskProvider({ children }: { children: ReactNode }) {
  const { session, me } = useReview();
  const [desk, setDesk] = useState<CommentDesk | null>(null);
  useEffect(() => {
    let current: CommentDesk | null = null;
    let left = false;
    void CommentDesk.open(me.id, session.recordingId, session.feed).then((opened) => {
      if (left) opened.close();
      else setDesk((current = opened));
    });
    return () => {
      left = true;
      current?.close();
      setDesk(null);
    };
  }, [me.id, session]);
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export const useDesk = (): CommentDesk | null => useContext(DeskContext);

const nothing = (): (() => void) => () => undefined;

export function useDraft(desk: CommentDesk | null, slot: string): Draft | undefined {
  return useSyncExternalStore(desk?.drafts.subscribe ?? nothing, () => desk?.drafts.get(slot));
}

const NONE: readonly Waiting[] = [];

export function useWaitingComments(desk: CommentDesk | null): readonly Waiting[] {
  return useSyncExternalStore(desk?.outbox.subscribe ?? nothing, () => desk?.outbox.waiting() ?? NONE);
}
