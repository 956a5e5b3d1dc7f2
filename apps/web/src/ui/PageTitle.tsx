import { useEffect, useRef, type ReactNode } from 'react';
import { cameFromInside } from './navigation-focus.ts';
import classes from './PageTitle.module.css';

interface Props {
  /** Also the browser tab's title. */
  title: string;
  children?: ReactNode;
}

/** A page's h1. After a move inside the site it takes the focus, so that a screen reader reads the new page from its top. */
export function PageTitle({ title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Lesblik`;
  }, [title]);
  useEffect(() => {
    if (cameFromInside()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 className={classes.title} ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
