import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { formatTime } from '../player/core/timecode.ts';
import { mayBegin } from '../review/core/review-ui.ts';
import { useReview } from '../review/review-context.tsx';
import classes from './Composer.module.css';
import { TimeField } from './TimeField.tsx';

const A_FRAME_OR_TWO_MS = 80;

interface Moment {
  startMs: number;
  endMs: number | null;
}

interface Props {
  value: Moment;
  onChange: (moment: Moment) => void;
}

/** Where a comment stands: a moment, or a range with an end that can be added and taken away. */
export function MomentFields({ value, onChange }: Props) {
  const { session } = useReview();
  const { t } = useTranslation('comments');
  const durationMs = useStore(session.player, (state) => state.durationMs);
  const atMs = useStore(session.player, (state) => (state.paused ? state.atMs : null));
  const { startMs, endMs } = value;
  const near = (ms: number | null): boolean => ms !== null && atMs !== null && Math.abs(atMs - ms) < A_FRAME_OR_TWO_MS;
  const elsewhere = atMs !== null && !near(startMs) && !near(endMs);
  return (
    <div className={classes.moment}>
      <TimeField
        label={endMs === null ? t('at') : t('from')}
        value={startMs}
        min={0}
        max={endMs === null ? durationMs : endMs - 1}
        onChange={(ms) => onChange({ startMs: ms, endMs })}
      />
      {endMs !== null && (
        <>
          <TimeField
            label={t('to')}
            value={endMs}
            min={startMs + 1}
            max={durationMs}
            onChange={(ms) => onChange({ startMs, endMs: ms })}
          />
          <button
            type="button"
            className={classes.small}
            aria-label={t('noEnd')}
            title={t('noEnd')}
            onClick={() => onChange({ startMs, endMs: null })}
          >
            <IconX size={16} aria-hidden="true" />
          </button>
        </>
      )}
      {elsewhere && (
        <span className={classes.here}>
          {mayBegin(atMs, durationMs) && (
            <button
              type="button"
              className={classes.link}
              onClick={() => onChange({ startMs: atMs, endMs: endMs !== null && endMs > atMs ? endMs : null })}
            >
              {t('startHere', { time: formatTime(atMs, durationMs) })}
            </button>
          )}
          {atMs > startMs && (
            <button type="button" className={classes.link} onClick={() => onChange({ startMs, endMs: atMs })}>
              {t('endHere', { time: formatTime(atMs, durationMs) })}
            </button>
          )}
        </span>
      )}
    </div>
  );
}
