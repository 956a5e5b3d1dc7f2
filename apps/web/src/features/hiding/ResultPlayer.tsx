import type { Recording } from '@lesblik/shared/recordings';
import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlayerStore } from '../player/core/player-store.ts';
import { VideoOwner } from '../player/core/video-owner.ts';
import classes from './Hide.module.css';

/** The film as others see it, or will. */
export function ResultPlayer({ recording, trial }: { recording: Recording; trial: boolean }) {
  const { t } = useTranslation('hiding');
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [player] = useState(() => new PlayerStore());
  const { id, frameRate, gainDb, durationMs } = recording;
  useEffect(() => {
    if (!video) return undefined;
    const masterUrl = `/api/recordings/${id}/hiding/hls/master.m3u8`;
    const film = { frameRate, gainDb, durationMs: durationMs ?? 0, fromMs: 0, startMs: Promise.resolve(0) };
    return player.own((tell, state) => new VideoOwner(video, { ...film, masterUrl }, tell, state));
  }, [video, player, id, frameRate, gainDb, durationMs]);
  return (
    <div>
      <Text size="sm">{t(trial ? 'result.lookAtTrial' : 'result.lookAtUsed')}</Text>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- captions come with the transcript */}
      <video ref={setVideo} controls playsInline aria-label={t('result.player')} className={classes.result} />
    </div>
  );
}
