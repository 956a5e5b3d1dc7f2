import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatExact, parseTime } from '../player/core/timecode.ts';
import { useReview } from '../review/review-context.tsx';
import classes from './Composer.module.css';

interface Props {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (ms: number) => void;
}

/** A time to type, or to shift with the arrows: a tenth of a second, with Shift a whole one. */
export function TimeField({ label, value, min, max, onChange }: Props) {
  const { recording } = useReview();
  const { t } = useTranslation('comments');
  const [edited, setEdited] = useState<string | null>(null);
  const typed = edited ?? formatExact(value);
  const read = parseTime(typed, recording.frameRate);
  const wrong = read === undefined || read < min || read > max;

  const set = (ms: number): void => {
    setEdited(null);
    onChange(Math.min(Math.max(ms, min), max));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (!wrong) set(read);
    }
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    set(value + direction * (event.shiftKey ? 1000 : 100));
  };
  return (
    <label className={classes.time}>
      <span>{label}</span>
      <input
        value={typed}
        inputMode="decimal"
        aria-invalid={wrong}
        title={t('timeHelp')}
        onChange={(event) => setEdited(event.currentTarget.value)}
        onBlur={() => {
          if (!wrong && edited !== null) onChange(read);
          setEdited(null);
        }}
        onKeyDown={press}
      />
    </label>
  );
}
