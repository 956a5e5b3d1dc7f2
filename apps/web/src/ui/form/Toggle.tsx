import type { ReactNode } from 'react';
import classes from './Toggle.module.css';

interface Props {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  className?: string | undefined;
}

/** On or off at once. The browser's own checkbox, drawn as a switch: the review page has no script to spare for more. */
export function Toggle({ label, checked, onChange, className }: Props) {
  return (
    <label className={[classes.toggle, className].join(' ')}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
