import type { ReactNode } from 'react';
import { Link } from 'wouter';
import classes from './Card.module.css';

interface Props {
  to: string;
  title: string;
  /** Above the words, over the whole width. */
  picture?: ReactNode;
  children: ReactNode;
}

/** Something with a page of its own: the whole card goes there. */
export function Card({ to, title, picture, children }: Props) {
  return (
    <article className={classes.card}>
      {picture}
      <div className={classes.text}>
        <h3 className={classes.title}>
          <Link href={to} className={classes.link}>
            {title}
          </Link>
        </h3>
        {children}
      </div>
    </article>
  );
}

export function CardLine({ children }: { children: ReactNode }) {
  return <p className={classes.line}>{children}</p>;
}

interface ListProps<T> {
  items: readonly T[];
  /** The least width of a card, in pixels. */
  width: number;
  card: (item: T) => ReactNode;
}

/** Cards side by side, as many as fit. */
export function CardList<T extends { id: string }>({ items, width, card }: ListProps<T>) {
  return (
    <ul
      className={classes.list}
      style={{ gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${width}px), 1fr))` }}
    >
      {items.map((item) => (
        <li key={item.id}>{card(item)}</li>
      ))}
    </ul>
  );
}
