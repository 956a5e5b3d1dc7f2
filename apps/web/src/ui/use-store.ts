import { useRef, useSyncExternalStore } from 'react';

interface Store<S> {
  getState(): S;
  subscribe(listener: () => void): () => void;
}

/** A part of a store; draws again only when that part changed (shallowly, for parts made anew each time). */
export function useStore<S, T>(store: Store<S>, select: (state: S) => T): T {
  const last = useRef<{ value: T } | null>(null);
  const read = (): T => {
    const value = select(store.getState());
    if (last.current && same(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  };
  return useSyncExternalStore(store.subscribe, read, read);
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((item, i) => Object.is(item, b[i]));
}
