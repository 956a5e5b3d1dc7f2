import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { useReview } from '../review/review-context.tsx';
import classes from './Player.module.css';
import type { PlayerRequest } from './core/player-state.ts';
import type { MakeOwner } from './core/player-store.ts';
import { VideoOwner } from './core/video-owner.ts';
import { PlayerStatus } from './PlayerStatus.tsx';
import { SoundPicture } from './SoundPicture.tsx';

export const CONTROLLER_ID = 'lesson-player';

/** What media-chrome's controls ask, in the words of our own store: the owner of the media decides, not the element. */
const requests: Record<string, (detail: unknown) => PlayerRequest> = {
  mediaplayrequest: () => ({ name: 'play' }),
  mediapauserequest: () => ({ name: 'pause' }),
  mediamuterequest: () => ({ name: 'mute', muted: true }),
  mediaunmuterequest: () => ({ name: 'mute', muted: false }),
  mediavolumerequest: (detail) => ({ name: 'volume', volume: Number(detail) }),
};

/** Catches the controls' requests before media-chrome's own controller acts on them. */
export function useMediaRequests(root: RefObject<HTMLElement | null>): void {
  const { session } = useReview();
  useEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    const stop = new AbortController();
    for (const [type, toRequest] of Object.entries(requests))
      element.addEventListener(
        type,
        (event) => {
          event.stopImmediatePropagation();
          session.player.ask(toRequest((event as CustomEvent<unknown>).detail));
        },
        { capture: true, signal: stop.signal },
      );
    return () => stop.abort();
  }, [root, session]);
}

interface Props {
  /** Where playback begins; known while the playlists are under way. */
  startMs: Promise<number>;
  /** The element that fills the screen: picture, timeline and comments. */
  fullscreenId: string;
}

/** The picture. */
export function Player({ startMs, fullscreenId }: Props) {
  const { session, recording, call } = useReview();
  const { t, i18n } = useTranslation('player');
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const paused = useStore(session.player, (state) => state.paused);
  const over = useStore(session.player, (state) => state.over);
  const film = useRef({
    masterUrl: `/api/recordings/${recording.id}/hls/master.m3u8`,
    frameRate: recording.frameRate,
    gainDb: recording.gainDb,
    durationMs: recording.shown?.endMs ?? recording.durationMs ?? 0,
    fromMs: recording.shown?.startMs ?? 0,
    startMs,
  });

  const owner = useRef<VideoOwner | null>(null);

  useEffect(() => {
    if (!video) return undefined;
    const make: MakeOwner = (tell, state) => (owner.current = new VideoOwner(video, film.current, tell, state));
    const letGo = session.player.own(session.room?.owned(make) ?? make);
    const forget = session.rungs.subscribe(() => owner.current?.takeUpNewRungs());
    return () => {
      forget();
      letGo();
    };
  }, [video, session]);

  useEffect(() => owner.current?.setGain(recording.gainDb), [recording.gainDb]);

  const toggle = (): void => session.player.ask({ name: paused ? 'play' : 'pause' });
  return (
    <div className={classes.frame} data-sound-only={!recording.hasPicture}>
      <media-controller
        id={CONTROLLER_ID}
        class={classes.controller}
        nohotkeys
        noautohide
        gesturesdisabled
        noautoseektolive
        lang={i18n.language}
        fullscreenelement={fullscreenId}
      >
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- captions come with the transcript */}
        <video
          ref={setVideo}
          slot="media"
          className={classes.video}
          playsInline
          preload="auto"
          aria-label={t('picture', { title: recording.title })}
          {...(recording.hasPoster && !over && { poster: `/api/recordings/${recording.id}/poster` })}
          onClick={toggle}
        />
      </media-controller>
      {!recording.hasPicture && <SoundPicture onPress={toggle} />}
      {call?.over}
      <PlayerStatus />
    </div>
  );
}
