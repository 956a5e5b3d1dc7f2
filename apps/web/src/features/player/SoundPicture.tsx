import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { useReview } from '../review/review-context.tsx';
import { useWaveform } from '../timeline/use-waveform.ts';
import { loudest } from '../timeline/core/waveform.ts';
import classes from './SoundPicture.module.css';

/** The stretch around the playhead that is shown, in milliseconds. */
const SPAN_MS = 12_000;
const STEP_PX = 4;

/** The picture of a recording without one: its sound, running past the playhead in the middle. */
export function SoundPicture({ onPress }: { onPress: () => void }) {
  const { session, recording } = useReview();
  const { t } = useTranslation('player');
  const canvas = useRef<HTMLCanvasElement>(null);
  const waveform = useWaveform(recording, true);
  const over = useStore(session.player, (state) => state.over);

  useEffect(() => {
    const element = canvas.current;
    const ctx = element?.getContext('2d');
    if (!element || !ctx || !waveform || over) return undefined;
    let drawn = '';
    let frame = 0;
    const draw = (): void => {
      frame = requestAnimationFrame(draw);
      const { clientWidth: width, clientHeight: height } = element;
      const atMs = session.player.nowMs();
      const now = `${atMs} ${width} ${height}`;
      if (now === drawn) return;
      drawn = now;
      const density = devicePixelRatio;
      element.width = width * density;
      element.height = height * density;
      ctx.scale(density, density);
      const msPerPx = SPAN_MS / width;
      for (let x = 0; x < width; x += STEP_PX) {
        const ms = atMs + (x - width / 2) * msPerPx;
        const value = ms < 0 ? 0 : loudest(waveform, ms, ms + STEP_PX * msPerPx);
        const bar = Math.max(2, Math.sqrt(value) * height * 0.7);
        ctx.fillStyle = x < width / 2 ? '#52ada7' : '#8f8579';
        ctx.fillRect(x, (height - bar) / 2, STEP_PX - 1.5, bar);
      }
      ctx.fillStyle = '#ffffff';
      ctx.fillRect(width / 2 - 1, height * 0.1, 2, height * 0.8);
    };
    draw();
    return () => {
      cancelAnimationFrame(frame);
      ctx.clearRect(0, 0, element.width, element.height);
    };
  }, [waveform, session, over]);

  return (
    <button type="button" className={classes.sound} aria-label={t('soundPicture')} onClick={onPress}>
      <canvas ref={canvas} className={classes.canvas} />
      <span className={classes.words}>{t('soundOnly')}</span>
    </button>
  );
}
