import { useEffect, useRef } from 'react';
import { useStore } from '../../ui/use-store.ts';
import { type PageActs, perform } from './acts.ts';
import { Observable } from './core/observable.ts';
import { actOf, isForThePage } from './keys.ts';
import { useReview } from './review-context.tsx';

const KEY = 'lesblik-single-keys';

/** Keys of one character can be turned off by who speaks to the computer or has an unsteady hand (WCAG 2.1.4). */
export const singleKeys = new Observable(localStorage.getItem(KEY) !== 'off');

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(KEY, on ? 'on' : 'off');
  singleKeys.set(on);
}

/** The keyboard of the page. */
export function useKeys(page: Omit<PageActs, 'mayComment'>): void {
  const { session, recording } = useReview();
  const on = useStore(singleKeys, (value) => value);
  const acts = useRef<PageActs>({ ...page, mayComment: false });
  useEffect(() => {
    acts.current = { ...page, mayComment: recording.may.includes('comment') };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!isForThePage(event) || session.ui.getState().dialog) return;
      if (!on && event.key.length === 1 && event.key !== ' ') return;
      const found = actOf(event);
      if (!found) return;
      if (event.repeat && (found.act === 'play' || found.act === 'comment' || found.act === 'fullscreen')) return;
      event.preventDefault();
      perform(session, acts.current, found.act, found.tenth);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [session, on]);
}
