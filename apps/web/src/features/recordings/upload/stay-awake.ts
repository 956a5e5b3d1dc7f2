let lock: WakeLockSentinel | undefined;
let wanted = false;

async function take(): Promise<void> {
  if (!wanted || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
  // Refused on an empty battery: the upload goes on all the same, it only may have to resume after sleep.
  lock = await navigator.wakeLock.request('screen').catch(() => undefined);
}

document.addEventListener('visibilitychange', () => void take());

/** Keeps the screen on while films are sent; the browser lets go whenever the page is hidden, so it is taken again. */
export function stayAwake(value: boolean): void {
  if (value === wanted) return;
  wanted = value;
  if (value) void take();
  else void lock?.release();
}
