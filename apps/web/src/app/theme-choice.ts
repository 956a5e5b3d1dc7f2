import { useLayoutEffect, useSyncExternalStore } from 'react';

export type ThemeChoice = 'auto' | 'light' | 'dark';

const KEY = 'lesblik-theme';
const listeners = new Set<() => void>();

function themeChoice(): ThemeChoice {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(KEY, choice);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  // What is chosen in one window holds in the others.
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
};

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, themeChoice);

let noPicture = false;

function noteNoPicture(is: boolean): void {
  noPicture = is;
  for (const listener of listeners) listener();
}

/** While this is drawn, what stands at a review's address is no picture. */
export function NoPicture(): null {
  useLayoutEffect(() => {
    noteNoPicture(true);
    return () => noteNoPicture(false);
  }, []);
  return null;
}

const systemDark = matchMedia('(prefers-color-scheme: dark)');

const onSystemChange = (listener: () => void): (() => void) => {
  systemDark.addEventListener('change', listener);
  return () => systemDark.removeEventListener('change', listener);
};

/** The scheme to draw now. A picture is judged in the dark: `darkByDefault` on the review page, unless somebody chose light. */
export function useScheme(darkByDefault: boolean): 'light' | 'dark' {
  const choice = useThemeChoice();
  const without = useSyncExternalStore(subscribe, () => noPicture);
  const dark = useSyncExternalStore(onSystemChange, () => systemDark.matches);
  if (choice !== 'auto') return choice;
  return (darkByDefault && !without) || dark ? 'dark' : 'light';
}
