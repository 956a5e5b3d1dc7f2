import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

type Pages<T> = UseInfiniteQueryResult<InfiniteData<T, unknown>>;

/**
 * Loads page after page until it is there, or no more come. News of a list loads anew what is shown, and breaks off a page
 * that is being loaded: it is asked for again. What failed in an earlier try is tried once more.
 */
export async function loadUntil<T>(query: Pages<T>, there: (pages: readonly T[]) => boolean): Promise<readonly T[]> {
  let now: Pick<Pages<T>, 'data' | 'hasNextPage' | 'isError'> = { ...query, isError: false };
  while (!there(now.data?.pages ?? []) && now.hasNextPage && !now.isError)
    now = await query.fetchNextPage({ cancelRefetch: false });
  return now.data?.pages ?? [];
}

/** One page more than are shown. */
export async function loadMore<T>(query: Pages<T>): Promise<void> {
  const shown = query.data?.pages.length ?? 0;
  await loadUntil(query, (pages) => pages.length > shown);
}
