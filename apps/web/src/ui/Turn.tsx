import { IconArrowRight, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Turn.module.css';

interface Props {
  sentence: string;
  /** Nobody has to do anything about it now, or another has. */
  atRest: boolean;
  /** What the reader can do about it. */
  children?: ReactNode;
}

/** Whose turn it is, in one sentence at the top of a page. */
export function Turn({ sentence, atRest, children }: Props) {
  const Icon = atRest ? IconInfoCircle : IconArrowRight;
  return (
    <div className={classes.turn}>
      <p className={classes.sentence}>
        <Icon size={20} aria-hidden="true" />
        {sentence}
      </p>
      {children}
    </div>
  );
}
