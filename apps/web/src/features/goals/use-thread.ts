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

  /** Loads on until it is there. @returns the moment at this place among those that can be played */
  const reach = async (index: number): Promise<PlayableMoment | undefined> => {
    let now: Pick<typeof query, 'data' | 'hasNextPage' | 'isError'> = query;
    while (filmsOf(now.data)[index] === undefined && now.hasNextPage && !now.isError)
      now = await query.fetchNextPage({ cancelRefetch: false });
    return filmsOf(now.data)[index];
  };

  return {
    error: query.error,
    moments: momentsOf(query.data),
    films: filmsOf(query.data),
    /** Of all that can be played, loaded or not. */
    ...{ count: ends?.count ?? 0, first, latest },
    reach,
    /** Undefined when all are there. */
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    loading: query.isFetchingNextPage,
  };
}
