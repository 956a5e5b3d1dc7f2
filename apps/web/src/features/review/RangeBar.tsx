import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { formatTime } from '../player/core/timecode.ts';
import { perform } from './acts.ts';
import { useReview } from './review-context.tsx';
import classes from './ReviewRoom.module.css';

const still = {
  fullscreen: () => undefined,
  pictureInPicture: () => undefined,
  zoom: () => undefined,
  mayComment: false,
};

/** The range that is being marked, in words, with what one can do with it. */
export function RangeBar() {
  const { session } = useReview();
  const { t } = useTranslation('review');
  const range = useStore(session.ui, (state) => state.range);
  const durationMs = useStore(session.player, (state) => state.durationMs);
  const looping = useStore(session.player, (state) => state.loop !== null);
  if (!range) return null;
  const from = formatTime(range.startMs, durationMs);
  return (
    <div className={classes.range} role="status">
      <span>
        {range.endMs === null
          ? t('range.marking', { from })
          : t('range.marked', { from, to: formatTime(range.endMs, durationMs) })}
      </span>
      {range.endMs !== null && !looping && (
        <button type="button" onClick={() => perform(session, still, 'loop', 0)}>
          {t('range.loop')}
        </button>
      )}
      <button type="button" onClick={() => perform(session, still, 'clearRange', 0)}>
        {t('range.clear')}
      </button>
    </div>
  );
}
