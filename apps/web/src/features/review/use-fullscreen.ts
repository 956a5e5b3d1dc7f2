import { useEffect, useState, type RefObject } from 'react';

/** The whole review page on the full screen: picture, timeline, and the comments beside it. */
export function useFullscreen(root: RefObject<HTMLElement | null>) {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const changed = (): void => setOn(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  return {
    on,
    fullscreen: (): void => {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void root.current?.requestFullscreen();
    },
    pictureInPicture: (): void => {
      const video = root.current?.querySelector('video');
      if (document.pictureInPictureElement) void document.exitPictureInPicture();
      else if (video && document.pictureInPictureEnabled && video.videoWidth > 0) void video.requestPictureInPicture();
    },
  };
}
