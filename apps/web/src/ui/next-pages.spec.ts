import { expect, test } from '@jest/globals';
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { loadMore, loadUntil } from './next-pages.ts';

/** Ten pages that hold their own number. @param before what happens before a page is given */
function list(before: (page: number) => Promise<void> | void = () => undefined) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ['list'],
    queryFn: async ({ pageParam }) => {
      await before(pageParam);
      return pageParam;
    },
    initialPageParam: 0,
    getNextPageParam: (last: number) => (last < 9 ? last + 1 : undefined),
  });
  return { client, observer, stop: observer.subscribe(() => undefined) };
}

test('a page that news broke off is asked for again', async () => {
  let broken = false;
  const { client, observer, stop } = list(async (page) => {
    if (page !== 1 || broken) return;
    broken = true;
    void client.invalidateQueries({ queryKey: ['list'] });
    await new Promise(() => undefined);
  });
  await observer.refetch();
  await loadMore(observer.getCurrentResult());
  expect(broken).toBe(true);
  expect(observer.getCurrentResult().data?.pages).toEqual([0, 1]);
  stop();
});

test('what failed once is tried again when it is asked for again', async () => {
  let fails = true;
  const { observer, stop } = list((page) => {
    if (page === 1 && fails) throw new Error('the line went away');
  });
  await observer.refetch();
  await loadMore(observer.getCurrentResult());
  expect(observer.getCurrentResult()).toMatchObject({ isError: true, data: { pages: [0] } });
  fails = false;
  await loadMore(observer.getCurrentResult());
  expect(observer.getCurrentResult().data?.pages).toEqual([0, 1]);
  stop();
});

test('it loads on until something is there, and stops at the end', async () => {
  const { observer, stop } = list();
  await observer.refetch();
  expect(await loadUntil(observer.getCurrentResult(), (pages) => pages.includes(3))).toEqual([0, 1, 2, 3]);
  expect(await loadUntil(observer.getCurrentResult(), () => false)).toHaveLength(10);
  stop();
});
