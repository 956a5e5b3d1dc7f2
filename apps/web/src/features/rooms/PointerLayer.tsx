import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { useReview } from '../review/review-context.tsx';
import { useCall, useCallState } from './call-context.tsx';
import { nameOf } from './core/call-state.ts';
import { pictureIn, shareOf } from './core/picture-place.ts';
import classes from './PointerLayer.module.css';

/** As often as the others see it move. */
const TELL_MS = 60;

/** Pointers on the frame that stands still: one's own is told, those of the others are shown at the same spot of the picture. */
export function PointerLayer() {
  const { call, me } = useCall();
  const { session } = useReview();
  const { t } = useTranslation('rooms');
  const layer = useRef<HTMLDivElement>(null);
  const paused = useStore(session.player, (state) => state.paused);
  const pointers = useStore(call.pointers, (now) => now);
  const room = useCallState((state) => state.room);

  useEffect(() => {
    const frame = layer.current?.parentElement;
    const video = frame?.querySelector('video');
    if (!frame || !video || !paused) return undefined;
    const stop = new AbortController();
    let last = 0;
    let shown = false;
    const tell = (at: { x: number; y: number } | null): void => {
      if (at === null && !shown) return;
      shown = at !== null;
      void call.line.tell('room:pointer', { at });
    };
    frame.addEventListener(
      'pointermove',
      (event) => {
        if (event.timeStamp - last < TELL_MS) return;
        last = event.timeStamp;
        const { left, top, width, height } = frame.getBoundingClientRect();
        const point = { x: event.clientX - left, y: event.clientY - top };
        tell(shareOf(point, { width, height }, { width: video.videoWidth, height: video.videoHeight }));
      },
      { signal: stop.signal },
    );
    frame.addEventListener('pointerleave', () => tell(null), { signal: stop.signal });
    return () => {
      stop.abort();
      tell(null);
    };
  }, [call, paused]);

  const place = (at: { x: number; y: number }): { left: number; top: number } => {
    const frame = layer.current?.parentElement;
    const video = frame?.querySelector('video');
    const box = { width: frame?.clientWidth ?? 0, height: frame?.clientHeight ?? 0 };
    const picture = pictureIn(box, { width: video?.videoWidth ?? 0, height: video?.videoHeight ?? 0 });
    return { left: picture.left + at.x * picture.width, top: picture.top + at.y * picture.height };
  };
  return (
    <div ref={layer} className={classes.layer} aria-hidden="true">
      {paused &&
        [...pointers]
          .filter(([personId]) => personId !== me.id)
          .map(([personId, at]) => (
            <span key={personId} className={classes.pointer} style={place(at)} data-testid="pointer">
              <span className={classes.name} title={t('pointer', { name: nameOf(room, personId) })}>
                {nameOf(room, personId)}
              </span>
            </span>
          ))}
    </div>
  );
}
