/** A terminal's Ctrl-C arrives several times, from the terminal and from npm: within this span they are one. */
const oneRequestMs = 3_000;

/** Resolves at the first request to stop; a later one ends this process at once. */
export function interruption(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let first: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      first ??= Date.now();
      if (Date.now() - first > oneRequestMs) process.exit(130);
      resolve();
    });
  }
  return promise;
}
