import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import type { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import type { Answer } from '@lesblik/shared/route';
import { threadQuery } from './goal-queries.ts';
import { playable, type PlayableMoment } from './thread.ts';

type Pages = InfiniteData<Answer<typeof goalProgressRoutes.thread>, unknown> | undefined;

const momentsOf = (pages: Pages) => pages?.pages.flatMap(({ items }) => items);
const filmsOf = (pages: Pages): PlayableMoment[] => playable(momentsOf(pages) ?? []);

/** The goal thread, a page at a time. */
export function useThread(goalId: string) {
  const query = useInfiniteQuery(threadQuery(goalId));
  const ends = query.data?.pages[0]?.playable;
  const [first, latest] = playable(ends ? [ends.first, ends.latest] : []);

  // News of the goal loads anew what is shown, and breaks off a page that is being loaded: it is asked for again.
  const loadUntil = async (there: (pages: Pages) => boolean): Promise<Pages> => {
    let now: Pick<typeof query, 'data' | 'hasNextPage' | 'isError'> = query;
    while (!there(now.data) && now.hasNextPage && !now.isError)
      now = await query.fetchNextPage({ cancelRefetch: false });
    return now.data;
  };

  /** Loads on until it is there. @returns the moment at this place among those that can be played */
  const reach = async (index: number): Promise<PlayableMoment | undefined> =>
    filmsOf(await loadUntil((pages) => filmsOf(pages)[index] !== undefined))[index];

  const shown = query.data?.pages.length ?? 0;
  return {
    error: query.error,
    moments: momentsOf(query.data),
    films: filmsOf(query.data),
    /** Of all that can be played, loaded or not. */
    ...{ count: ends?.count ?? 0, first, latest },
    reach,
    /** Undefined when all are there. */
    more: query.hasNextPage ? () => void loadUntil((pages) => (pages?.pages.length ?? 0) > shown) : undefined,
    loading: query.isFetchingNextPage,
  };
}
