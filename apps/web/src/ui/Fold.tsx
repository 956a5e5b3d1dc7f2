import { Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import classes from './Fold.module.css';

const phone = '(max-width: 48em)';

interface Props {
  /** What an address ends with that leads here, after the `#`. */
  id: string;
  title: string;
  /** One line of what is inside, read while it is shut. */
  about?: string;
  /** Where it is shut to begin with; nowhere, when it is what the page is about now. */
  shut: 'on phones' | 'everywhere' | 'nowhere';
  children: ReactNode;
}

/** A titled part of a page that can be shut. It remembers nothing: only an address that names it opens it by itself. */
export function Fold({ id, title, about, shut, children }: Props) {
  const headId = useId();
  const details = useRef<HTMLDetailsElement>(null);
  const [open] = useState(() => shut === 'nowhere' || (shut === 'on phones' && !matchMedia(phone).matches));
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      const { current } = details;
      if (location.hash !== `#${id}` || !current) return;
      current.open = true;
      // After a move to another page this comes after its top was shown.
      frame = requestAnimationFrame(() => {
        current.scrollIntoView();
        current.querySelector('summary')?.focus({ preventScroll: true });
      });
    };
    look();
    addEventListener('hashchange', look);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('hashchange', look);
    };
  }, [id]);
  return (
    <section id={id} className={classes.fold} aria-labelledby={headId}>
      <details ref={details} open={open}>
        <summary className={classes.head}>
          <IconChevronRight size={20} aria-hidden="true" />
          <Title order={2} id={headId}>
            {title}
          </Title>
          {about !== undefined && <p className={classes.about}>{about}</p>}
        </summary>
        <div className={classes.body}>{children}</div>
      </details>
    </section>
  );
}
