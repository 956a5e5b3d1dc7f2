import type { Me } from '@lesblik/shared/identity';
import { useSyncExternalStore } from 'react';
import { useMe } from './me.ts';

type School = Me['memberships'][number];

const KEY = 'lesblik-school';
const listeners = new Set<() => void>();

const chosen = (): string | null => localStorage.getItem(KEY);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Remembered on this device: the same person can be at one school on a desk and at another with a phone. */
export function chooseSchool(organisationId: string): void {
  localStorage.setItem(KEY, organisationId);
  for (const listener of listeners) listener();
}

/** The school in which somebody works now: the one they chose, else their first. Undefined when they belong to none. */
export function useSchool(): School | undefined {
  const { memberships } = useMe();
  const id = useSyncExternalStore(subscribe, chosen);
  return memberships.find(({ organisationId }) => organisationId === id) ?? memberships[0];
}
