import classes from './SkipLink.module.css';

/** The first stop of the keyboard: past what is the same on every page. Seen only while it has the focus. */
export function SkipLink({ to, children }: { to: `#${string}`; children: string }) {
  return (
    <a className={classes.skip} href={to}>
      {children}
    </a>
  );
}
