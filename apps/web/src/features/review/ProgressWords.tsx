import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { timeLeft } from '../../ui/format.ts';
import classes from './Preparing.module.css';
import { useReview } from './review-context.tsx';

/** What the server is doing with the film, how far, and how long still. */
export function ProgressWords() {
  const { recording } = useReview();
  const { t } = useTranslation('review');
  const { t: common } = useTranslation();
  const { state, progress, secondsLeft } = recording;
  if (state !== 'uploaded' && state !== 'probing' && state !== 'transcoding' && state !== 'completing') return null;
  const percent = progress === null ? null : Math.floor(progress * 100);
  const words = t(`preparing.states.${state}`);
  return (
    <div className={classes.progress}>
      <p className={classes.text}>
        {words}
        {percent !== null && ` ${t('preparing.percent', { percent })}`}
        {secondsLeft !== null && `, ${t('preparing.left', { time: timeLeft(secondsLeft, common) })}`}
      </p>
      {percent !== null && <Progress value={percent} size="sm" aria-label={words} />}
    </div>
  );
}
