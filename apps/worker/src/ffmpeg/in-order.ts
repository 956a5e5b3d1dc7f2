/** Enough to hide a storage's delays, few enough to keep memory flat. */
const AT_ONCE = 4;

/** Does the work for each item, begun in order, a few at a time. The first failure, or the signal, ends it. */
export async function inOrder<T>(
  items: readonly T[],
  signal: AbortSignal | undefined,
  work: (item: T, i: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      signal?.throwIfAborted();
      const i = next++;
      const item = items[i];
      try {
        if (item !== undefined) await work(item, i);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
