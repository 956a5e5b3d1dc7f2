import type { Recording } from '@lesblik/shared/recordings';
import { isInWork } from '@lesblik/shared/recording-work';
import { useTranslation } from 'react-i18next';
import { timeLeft } from '../../ui/format.ts';
import { sentenceOfCode } from '../../ui/problem-sentence.ts';
import { isComposed } from './is-moving.ts';
import { Held } from './Held.tsx';
import { Bar } from '../../ui/Bar.tsx';
import classes from './RecordingStatus.module.css';
import { useUpload } from './upload/use-uploads.ts';

/** How far the preparation is, in a line: state, percentage, time left, or what went wrong. */
export function RecordingStatus({ recording }: { recording: Recording }) {
  const { t } = useTranslation(['recordings', 'common', 'problems']);
  const { state, progress, secondsLeft, playable, problem } = recording;
  const word = t(isComposed(recording) ? 'composing' : `state.${state}`);
  // While this device sends the film, its own row says how far that is.
  const sentFromHere = useUpload(recording.id) !== undefined;
  if (state === 'failed') return <p className={classes.failed}>{sentenceOfCode(problem)}</p>;
  const held = isInWork(state) && problem !== null;
  const moving = isInWork(state) || (state === 'uploading' && !sentFromHere);
  const percent = moving && progress !== null ? Math.floor(progress * 100) : undefined;
  return (
    <div className={classes.status}>
      <p className={classes.words}>
        {word}
        {percent !== undefined && ` · ${t('common:waiting.percent', { percent })}`}
        {moving && !held && secondsLeft !== null && ` · ${t('common:waiting.left', { time: timeLeft(secondsLeft) })}`}
      </p>
      {percent !== undefined && <Bar label={word} percent={percent} />}
      {held && <Held problem={problem} />}
      {playable && isInWork(state) && <p className={classes.words}>{t('alreadyPlayable')}</p>}
    </div>
  );
}
