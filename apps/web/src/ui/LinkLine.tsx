import { IconArrowRight, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import classes from './LinkLine.module.css';

export const LinkLines = ({ children }: { children: ReactNode }) => <ul className={classes.list}>{children}</ul>;

interface Props {
  href: string;
  icon: TablerIcon;
  urgent?: boolean;
  onFollow?: () => void;
  /** At the end of the line; an arrow unless something else is told. */
  end?: ReactNode;
  children: ReactNode;
}

/** A sentence that leads to where it is done, as one line of `LinkLines`. */
export function LinkLine({ href, icon: Icon, urgent = false, onFollow, end, children }: Props) {
  return (
    <li>
      <Link
        href={href}
        className={classes.line}
        data-urgent={urgent || undefined}
        {...(onFollow && { onClick: onFollow })}
      >
        <Icon size={20} aria-hidden="true" />
        <span className={classes.words}>{children}</span>
        {end === undefined ? <IconArrowRight size={20} aria-hidden="true" /> : end}
      </Link>
    </li>
  );
}
