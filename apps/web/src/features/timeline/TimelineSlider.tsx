import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { formatTime } from '../player/core/timecode.ts';
import { useReview } from '../review/review-context.tsx';
import classes from './Timeline.module.css';

const STEPS: Record<string, number> = {
  ArrowRight: 1000,
  ArrowUp: 1000,
  ArrowLeft: -1000,
  ArrowDown: -1000,
  PageUp: 30_000,
  PageDown: -30_000,
};

/** The playhead as a slider for keyboard and screen reader, laid over the canvas that shows it. */
export function TimelineSlider({ startMs, durationMs }: { startMs: number; durationMs: number }) {
  const { session } = useReview();
  const { t } = useTranslation('review');
  const seconds = useStore(session.player, (state) => Math.floor(state.atMs / 1000));
  const { player } = session;

  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step !== undefined) player.ask({ name: 'skip', byMs: event.shiftKey ? step * 5 : step });
    else if (event.key === 'Home') player.ask({ name: 'seek', atMs: startMs });
    else if (event.key === 'End') player.ask({ name: 'seek', atMs: durationMs });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className={classes.slider}
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.playhead')}
      aria-orientation="horizontal"
      aria-valuemin={Math.floor(startMs / 1000)}
      aria-valuemax={Math.floor(durationMs / 1000)}
      aria-valuenow={seconds}
      aria-valuetext={t('timeline.at', {
        time: formatTime(seconds * 1000, durationMs),
        whole: formatTime(durationMs, durationMs),
      })}
      onKeyDown={press}
    />
  );
}
