import { useMemo } from 'react';
import { useStore } from '../../ui/use-store.ts';
import type { Here } from '../grants/part.ts';
import { useReview } from './review-context.tsx';

/** Where the lesson stands, what is marked on it, and a look at a part before it is shared. */
export function useHere(): Here {
  const { session } = useReview();
  const range = useStore(session.ui, (state) => state.range);
  return useMemo(
    () => ({
      nowMs: () => session.player.nowMs(),
      marked: range && range.endMs !== null ? { startMs: range.startMs, endMs: range.endMs } : null,
      preview: (part) => {
        session.ui.set({ dialog: null, range: part });
        session.player.ask({ name: 'loop', span: part });
        session.player.ask({ name: 'seek', atMs: part.startMs });
        session.player.ask({ name: 'play' });
      },
    }),
    [session, range],
  );
}
