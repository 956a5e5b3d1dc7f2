import { useEffect, useRef } from 'react';

interface Props {
  track: MediaStreamTrack;
  className: string | undefined;
  label: string;
  /** Told once a second whether the picture stands still. */
  onFrozen?: (frozen: boolean) => void;
}

const LOOK_MS = 1000;
const FROZEN_AFTER = 3;

/** The picture of one track, without sound. */
export function TrackVideo({ track, className, label, onFrozen }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onFrozen);
  useEffect(() => {
    told.current = onFrozen;
  });
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    element.srcObject = new MediaStream([track]);
    // Muted video plays by itself; being taken off the page while it begins is no trouble.
    element.play().catch(() => undefined);
    let frames = 0;
    let still = 0;
    const timer = setInterval(() => {
      const now = element.getVideoPlaybackQuality().totalVideoFrames;
      still = now === frames ? still + 1 : 0;
      frames = now;
      if (document.visibilityState === 'visible') told.current?.(still >= FROZEN_AFTER);
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      element.srcObject = null;
    };
  }, [track]);
  return <video ref={video} className={className} playsInline muted aria-label={label} />;
}
