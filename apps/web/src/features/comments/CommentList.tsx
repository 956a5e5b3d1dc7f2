import type { Goal } from '@lesblik/shared/goals';
import { useDebouncedValue } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { useReview } from '../review/review-context.tsx';
import { CommentItem } from './CommentItem.tsx';
import classes from './CommentList.module.css';
import type { Thread } from './core/comment-book.ts';
import { lastBegun } from './core/neighbours.ts';

const SCROLL_KEYS = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown']);

const SETTLE_MS = 150;

interface Props {
  threads: readonly Thread[];
  goals: readonly Goal[];
}

/** The comments in the order of the recording. Follows the playhead until somebody scrolls it themselves. */
export function CommentList({ threads, goals }: Props) {
  const { session } = useReview();
  const { t } = useTranslation('comments');
  const scroller = useRef<HTMLDivElement>(null);
  const selectedId = useStore(session.ui, (state) => state.selectedId);
  const following = useStore(session.ui, (state) => state.following);
  const writing = useStore(session.ui, (state) => state.writing);
  const begun = useStore(session.player, (state) => lastBegun(threads, state.atMs));
  // While somebody scrubs the list waits: it would run past faster than anybody reads.
  const [playing] = useDebouncedValue(begun, SETTLE_MS);
  const selected = threads.findIndex(({ comment }) => comment.id === selectedId);
  // A chosen comment counts as the present one as long as the playhead has not reached the next.
  const present =
    selected >= 0 && threads[selected]?.comment.moment.startMs === threads[playing]?.comment.moment.startMs
      ? selected
      : playing;

  const list = useVirtualizer({
    count: threads.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 112,
    getItemKey: (index) => threads[index]?.comment.id ?? index,
    overscan: 6,
  });

  const target = selected >= 0 && writing?.endsWith(`:${selectedId}`) ? selected : present;
  useEffect(() => {
    if (following && target >= 0) list.scrollToIndex(target, { align: 'center' });
    // Only a new target scrolls: a list that changes under the reader's eyes must not jump.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [target, following]);

  const letGo = (): void => {
    if (session.ui.getState().following) session.ui.set({ following: false });
  };

  return (
    <div className={classes.wrap}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- not to press, only to notice scrolling */}
      <div
        ref={scroller}
        className={classes.scroller}
        role="feed"
        aria-label={t('list')}
        aria-busy="false"
        tabIndex={-1}
        onWheel={letGo}
        onTouchMove={letGo}
        onPointerDown={(event) => {
          if (event.target === scroller.current) letGo();
        }}
        onKeyDown={(event) => {
          if (SCROLL_KEYS.has(event.key)) letGo();
        }}
      >
        <div className={classes.inner} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((row) => {
            const thread = threads[row.index];
            if (!thread) return null;
            return (
              <article
                key={row.key}
                ref={list.measureElement}
                data-index={row.index}
                data-comment-id={thread.comment.id}
                className={classes.row}
                style={{ transform: `translateY(${row.start}px)` }}
                aria-posinset={row.index + 1}
                aria-setsize={threads.length}
                aria-label={t('by', { name: thread.comment.author.name })}
              >
                <CommentItem
                  thread={thread}
                  goals={goals}
                  selected={row.index === selected}
                  current={row.index === present}
                />
              </article>
            );
          })}
        </div>
      </div>
      {!following && (
        <button type="button" className={classes.follow} onClick={() => session.ui.set({ following: true })}>
          {t('follow')}
        </button>
      )}
    </div>
  );
}
