import { useInfiniteQuery } from '@tanstack/react-query';
import type { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import type { Answer } from '@lesblik/shared/route';
import { loadMore, loadUntil } from '../../ui/next-pages.ts';
import { threadQuery } from './goal-queries.ts';
import { playable, type PlayableMoment } from './thread.ts';

type Page = Answer<typeof goalProgressRoutes.thread>;

const momentsOf = (pages: readonly Page[]) => pages.flatMap(({ items }) => items);
const filmsOf = (pages: readonly Page[]): PlayableMoment[] => playable(momentsOf(pages));

/** The goal thread, a page at a time. */
export function useThread(goalId: string) {
  const query = useInfiniteQuery(threadQuery(goalId));
  const ends = query.data?.pages[0]?.playable;
  const [first, latest] = playable(ends ? [ends.first, ends.latest] : []);

  /** Loads on until it is there. @returns the moment at this place among those that can be played */
  const reach = async (index: number): Promise<PlayableMoment | undefined> =>
    filmsOf(await loadUntil(query, (pages) => filmsOf(pages)[index] !== undefined))[index];

  return {
    error: query.error,
    moments: query.data && momentsOf(query.data.pages),
    films: filmsOf(query.data?.pages ?? []),
    /** Of all that can be played, loaded or not. */
    ...{ count: ends?.count ?? 0, first, latest },
    reach,
    /** Undefined when all are there. */
    more: query.hasNextPage ? () => void loadMore(query) : undefined,
    loading: query.isFetchingNextPage,
  };
}
