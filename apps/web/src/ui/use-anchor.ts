import { useEffect, useRef, type RefObject } from 'react';

/** A part of a page that an address points at by its hash: it is scrolled to and takes the focus once it is there. */
export function useAnchor<Part extends HTMLElement>(anchor: string | undefined): RefObject<Part | null> {
  const part = useRef<Part>(null);
  useEffect(() => {
    if (anchor === undefined || location.hash !== `#${anchor}`) return undefined;
    // After the page itself began at its top.
    const frame = requestAnimationFrame(() => {
      part.current?.scrollIntoView();
      part.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [anchor]);
  return part;
}
