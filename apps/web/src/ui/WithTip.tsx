import type { ReactNode } from 'react';
import classes from './WithTip.module.css';

interface Props {
  words: string;
  /** Its end stands under the words' end: for what is at the right of a page. */
  end?: boolean;
  /** Bears the same words as its name, for who does not see them. */
  children: ReactNode;
}

/** Something small, whose words are seen by whoever points at it or comes to it by the keyboard. */
export function WithTip({ words, end = false, children }: Props) {
  return (
    <span className={classes.around}>
      {children}
      <span className={classes.tip} data-end={end || undefined} aria-hidden="true">
        {words}
      </span>
    </span>
  );
}
