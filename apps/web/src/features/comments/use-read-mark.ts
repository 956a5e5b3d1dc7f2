import { useEffect } from 'react';
import { sayProblem } from '../../ui/toasts.ts';
import { Offline } from '../../api/offline.ts';
import { useStore } from '../../ui/use-store.ts';
import { useReview } from '../review/review-context.tsx';
import type { CommentDesk } from './desk.ts';

/** Somebody who has had the page before them this long has seen what is new. */
const SEEN_MS = 2000;

/** Remembers up to where this person has read, while the page is really before them. */
export function useReadMark(desk: CommentDesk | null): void {
  const { session } = useReview();
  const revision = useStore(session.feed, ({ loaded, book }) => (loaded ? book.revision : 0));
  useEffect(() => {
    if (!desk || revision === 0) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (): void => {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      timer = setTimeout(() => {
        desk.noteRead(revision).catch((error: unknown) => {
          // Without a line it is noted with the next change that comes in.
          if (!(error instanceof Offline)) sayProblem(error);
        });
      }, SEEN_MS);
    };
    wait();
    document.addEventListener('visibilitychange', wait);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wait);
    };
  }, [desk, revision]);
}
