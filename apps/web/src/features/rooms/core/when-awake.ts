const BEAT_MS = 2000;
const SLEPT_MS = 8000;

/** Told when the laptop's lid was opened, the page came back to the front, or the network is another one. */
export function whenAwake(listener: (reason: 'awake' | 'network') => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let last = Date.now();
  const beat = setInterval(() => {
    const now = Date.now();
    if (now - last > BEAT_MS + SLEPT_MS) listener('awake');
    last = now;
  }, BEAT_MS);
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') listener('awake');
    },
    { signal },
  );
  addEventListener('online', () => listener('network'), { signal });
  const { connection } = navigator as { connection?: EventTarget };
  connection?.addEventListener('change', () => listener('network'), { signal });
  return () => {
    stop.abort();
    clearInterval(beat);
  };
}
