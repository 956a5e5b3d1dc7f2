import { recordingRoutes } from '@lesblik/shared/recordings';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { timecode } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useStore } from '../../ui/use-store.ts';
import { reportPlayed } from '../player/core/played-reporter.ts';
import { PlayerStore } from '../player/core/player-store.ts';
import { VideoOwner } from '../player/core/video-owner.ts';
import { recordingQuery } from '../recordings/recording-query.ts';
import classes from './Talks.module.css';

interface Props {
  recordingId: string;
  title: string;
  moment: { startMs: number; endMs: number | null };
  /** The end of the range was reached, or of the film; told once. */
  onEnd?: () => void;
  /** Whoever gets the player steers it: it begins and stops nothing by itself. */
  steer?: (player: PlayerStore | undefined) => void;
  controls?: boolean;
}

/** A moment of a lesson, played where it is talked about; a range stops at its end, once. What is played is told to the owner's log. */
export function MomentPlayer({ recordingId, title, moment, onEnd, steer, controls = true }: Props) {
  const { t } = useTranslation('talks');
  const { data: recording, error } = useQuery(recordingQuery(recordingId));
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [player] = useState(() => new PlayerStore());
  const problem = useStore(player, (state) => state.problem);
  const { startMs, endMs } = moment;
  const tellEnd = useEffectEvent(() => onEnd?.());
  const steered = steer !== undefined;
  useEffect(() => {
    steer?.(player);
    return () => steer?.(undefined);
  }, [steer, player]);
  useEffect(() => {
    if (!video || !recording) return undefined;
    const { frameRate, gainDb, shown } = recording;
    const durationMs = shown?.endMs ?? recording.durationMs ?? 0;
    const fromMs = shown?.startMs ?? 0;
    const film = { frameRate, gainDb, durationMs, fromMs, startMs: Promise.resolve(startMs) };
    const masterUrl = `/api/recordings/${recordingId}/hls/master.m3u8`;
    const letGo = player.own((tell, state) => new VideoOwner(video, { ...film, masterUrl }, tell, state));
    let told = steered;
    const stopAtEnd = player.subscribe(() => {
      const { atMs, paused, seeking, ended } = player.getState();
      const past = endMs !== null && !paused && !seeking && atMs >= endMs;
      if (told || !(past || ended)) return;
      told = true;
      player.ask({ name: 'pause' });
      tellEnd();
    });
    const stopReport = reportPlayed(player, {
      send: (body) => call(recordingRoutes.played, { params: { recordingId }, body }),
      beacon: (body) =>
        void navigator.sendBeacon(
          `/api/recordings/${recordingId}/played`,
          new Blob([JSON.stringify(body)], { type: 'application/json' }),
        ),
    });
    if (!steered) player.ask({ name: 'play' });
    return () => {
      stopReport();
      stopAtEnd();
      letGo();
    };
  }, [video, recording, recordingId, startMs, endMs, player, steered]);
  if (error !== null) return <ProblemAlert error={error} text={t('moments.refused')} />;
  return (
    <div className={classes.player}>
      {problem === 'refused' && <ProblemAlert error={problem} text={t('moments.refused')} />}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- captions come with the transcript */}
      <video
        ref={setVideo}
        controls={controls}
        playsInline
        aria-label={t('moments.player', { title, at: timecode(startMs) })}
      />
    </div>
  );
}
