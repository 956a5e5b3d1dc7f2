import { useSyncExternalStore } from 'react';

/** The request never reached the server, or its answer never came back. */
export class Offline extends Error {
  constructor(cause?: unknown) {
    super('No connection to the server', { cause });
    this.name = 'Offline';
  }
}

const listeners = new Set<() => void>();
let reachable = true;

/** Told by whoever talks to the server; the browser's own signal only knows about the network card. */
export function noteReachable(value: boolean): void {
  if (value === reachable) return;
  reachable = value;
  for (const listener of listeners) listener();
}

export const isOnline = (): boolean => navigator.onLine && reachable;

export function onOnlineChange(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

export const useOnline = (): boolean => useSyncExternalStore(onOnlineChange, isOnline, () => true);
