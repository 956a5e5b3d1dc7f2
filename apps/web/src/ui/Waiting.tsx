import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { timeLeft } from './format.ts';
import classes from './Waiting.module.css';

interface Props {
  /** What is happening, in words. */
  what?: string;
  /** 0 to 1; left out while nobody knows. */
  progress?: number | null;
  secondsLeft?: number | null;
}

/** Honest waiting: what, how far, how long still. Shows after 300 ms; after 8 s it says that one may leave. */
export function Waiting({ what, progress, secondsLeft }: Props) {
  const { t } = useTranslation();
  const [elapsed, setElapsed] = useState<'none' | 'some' | 'long'>(progress === undefined ? 'none' : 'some');
  useEffect(() => {
    const some = setTimeout(() => setElapsed((now) => (now === 'none' ? 'some' : now)), 300);
    const long = setTimeout(() => setElapsed('long'), 8_000);
    return () => {
      clearTimeout(some);
      clearTimeout(long);
    };
  }, []);
  if (elapsed === 'none') return <div className={classes.waiting} aria-busy="true" />;
  const known = progress !== undefined && progress !== null;
  const percent = known ? Math.floor(progress * 100) : 0;
  const label = what ?? t('waiting.loading');
  return (
    <div className={classes.waiting} role="status">
      <p className={classes.words}>
        {label}
        {known && ` ${t('waiting.percent', { percent })}`}
        {secondsLeft != null && ` · ${t('waiting.left', { time: timeLeft(secondsLeft) })}`}
      </p>
      {known && <progress className={classes.bar} value={percent} max={100} aria-label={label} />}
      {!known && elapsed === 'long' && <p className={classes.words}>{t('waiting.long')}</p>}
    </div>
  );
}
