import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { useReview } from '../review/review-context.tsx';
import classes from './Controls.module.css';
import { formatExact, formatTime } from './core/timecode.ts';

/** The time; pressing it asks for an exact one. To the thousandth while paused, when there is something to read off. */
export function ClockButton() {
  const { session } = useReview();
  const { t } = useTranslation('player');
  const durationMs = useStore(session.player, (state) => state.durationMs);
  const time = useStore(session.player, (state) =>
    state.paused && state.started
      ? formatExact(state.atMs, state.durationMs)
      : formatTime(state.atMs, state.durationMs),
  );
  return (
    <button
      type="button"
      className={classes.clock}
      title={t('goto')}
      onClick={() => session.ui.set({ dialog: 'goto' })}
    >
      <span className="visually-hidden">{t('gotoFrom')} </span>
      <span className={classes.now}>{time}</span>
      <span className={classes.whole}> / {formatTime(durationMs, durationMs)}</span>
    </button>
  );
}
