import classes from './ReloadButton.module.css';

/** A button without Mantine's, for what stands on the page before its first frame. */
export function ReloadButton({ children }: { children: string }) {
  return (
    <button type="button" className={classes.button} onClick={() => location.reload()}>
      {children}
    </button>
  );
}
