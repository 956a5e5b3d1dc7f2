import { useSyncExternalStore } from 'react';

interface Store<S> {
  readonly getState: () => S;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A part of a store; draws again only when that part changed. It must be a part, or a plain value: nothing made anew each time. */
export const useStore = <S, T>(store: Store<S>, select: (state: S) => T): T =>
  useSyncExternalStore(store.subscribe, () => select(store.getState()));
