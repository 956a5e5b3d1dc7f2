import classes from './Bar.module.css';

interface Props {
  /** What is measured. */
  label: string;
  /** 0 to 100. */
  percent: number;
  warns?: boolean;
}

/** How far something is, or how full. */
export function Bar({ label, percent, warns = false }: Props) {
  const value = Math.min(100, Math.max(0, percent));
  return (
    <div
      className={classes.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value}
      data-warns={warns}
    >
      <div style={{ width: `${value}%` }} />
    </div>
  );
}
