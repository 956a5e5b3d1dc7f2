import { useEffect } from 'react';

/**
 * What has the keyboard's focus may go away by itself or by the press: a question answered, a line of words, the page
 * before. The browser would begin at the top of everything; here the place goes to what is left of the part it was in,
 * named by `data-place`; where that is gone too, to the page's title, if `orTitle`.
 */
export function useKeptPlace({ orTitle = false } = {}): void {
  useEffect(() => {
    /** What was focused last, and all around it from the inside out. */
    let last: readonly Element[] = [];
    const note = ({ target }: FocusEvent): void => {
      last = target instanceof Element ? around(target) : [];
    };
    const look = (): void => {
      if (last[0]?.isConnected !== false || document.activeElement !== document.body) return;
      const part = last.find((one) => one.isConnected && one.hasAttribute('data-place'));
      const next = part ?? (orTitle ? document.querySelector('h1') : null);
      if (!(next instanceof HTMLElement)) return;
      // Not one of its buttons: nothing is a press of Enter away that nobody chose.
      next.tabIndex = -1;
      next.focus({ preventScroll: true });
    };
    const stop = new AbortController();
    addEventListener('focusin', note, { signal: stop.signal });
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      stop.abort();
      watch.disconnect();
    };
  }, [orTitle]);
}

function around(element: Element): Element[] {
  const all = [element];
  for (let outer = element.parentElement; outer; outer = outer.parentElement) all.push(outer);
  return all;
}
