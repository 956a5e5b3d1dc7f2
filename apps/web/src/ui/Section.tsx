import { Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './Section.module.css';
import { useAnchor } from './use-anchor.ts';

interface Props {
  title: string;
  /** One quiet action beside the title. */
  action?: ReactNode;
  /** By which an address points at it. */
  anchor?: string | undefined;
  children: ReactNode;
}

/** A titled part of a page, bordered. */
export function Section({ title, action, anchor, children }: Props) {
  const id = useId();
  const part = useAnchor<HTMLElement>(anchor);
  return (
    <section
      className={classes.section}
      data-place
      aria-labelledby={id}
      ref={part}
      {...(anchor !== undefined && { id: anchor, tabIndex: -1 })}
    >
      <div className={classes.head}>
        <Title order={2} id={id}>
          {title}
        </Title>
        {action}
      </div>
      {children}
    </section>
  );
}
