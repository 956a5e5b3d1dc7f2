import type { ReactNode } from 'react';
import classes from './FieldRow.module.css';

/** Fields beside each other, as many as fit; `least` is a field's least width in pixels. */
export function FieldRow({ least = 240, children }: { least?: number; children: ReactNode }) {
  const columns = `repeat(auto-fit, minmax(min(100%, ${least}px), 1fr))`;
  return (
    <div className={classes.row} style={{ gridTemplateColumns: columns }}>
      {children}
    </div>
  );
}
