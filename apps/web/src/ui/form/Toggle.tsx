import type { ReactNode } from 'react';
import classes from './Toggle.module.css';

interface Props {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Where the label alone does not tell which one it is. */
  name?: string;
  disabled?: boolean;
  className?: string | undefined;
}

/** On or off at once. The browser's own checkbox, drawn as a switch: the review page has no script to spare for more. */
export function Toggle({ label, checked, onChange, name, disabled, className }: Props) {
  return (
    <label className={[classes.toggle, className].join(' ')}>
      <input
        type="checkbox"
        role="switch"
        aria-label={name}
        aria-checked={checked}
        disabled={disabled}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
