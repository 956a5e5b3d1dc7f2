/** Waits until `condition` answers something; asks again every `everyMs`, gives up after `withinMs`. */
export async function until<T>(
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  withinMs = 10_000,
  what = 'the condition',
  everyMs = 20,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await condition();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`${what} did not come within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
