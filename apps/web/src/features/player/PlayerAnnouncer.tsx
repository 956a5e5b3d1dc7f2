import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review/review-context.tsx';
import { formatTime } from './core/timecode.ts';

/** Keys act from anywhere on the page; what they did is said here, for who cannot see it. */
export function PlayerAnnouncer() {
  const { session } = useReview();
  const { t } = useTranslation('player');
  const [words, setWords] = useState('');
  const last = useRef(session.player.getState());

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (text: string): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setWords(text), 150);
    };
    const stop = session.player.subscribe(() => {
      const before = last.current;
      const now = session.player.getState();
      last.current = now;
      const time = formatTime(now.atMs, now.durationMs);
      if (now.rate !== before.rate) say(t('said.rate', { rate: now.rate }));
      else if (now.muted !== before.muted) say(t(now.muted ? 'said.muted' : 'said.unmuted'));
      else if (now.loop !== before.loop) say(t(now.loop ? 'said.loop' : 'said.noLoop'));
      else if (now.ended && !before.ended) say(t('said.ended'));
      else if (now.paused !== before.paused) say(t(now.paused ? 'said.paused' : 'said.playing', { time }));
      else if (before.seeking && !now.seeking && now.paused) say(t('said.at', { time }));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session, t]);

  return (
    <p className="visually-hidden" role="status">
      {words}
    </p>
  );
}
