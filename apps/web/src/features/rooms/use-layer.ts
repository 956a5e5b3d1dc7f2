import { useEffect, type RefObject } from 'react';
import { useStore } from '../../ui/use-store.ts';
import { useCall } from './call-context.tsx';
import { layerFor } from './core/layers.ts';

/** Asks the router for as many pixels as the tile has, and for none while nobody can see it. */
export function useLayer(tile: RefObject<HTMLElement | null>, producerId: string | undefined): void {
  const { call } = useCall();
  const received = useStore(call.media.tracks, (tracks) => tracks.some((track) => track.producerId === producerId));
  useEffect(() => {
    const element = tile.current;
    if (!element || producerId === undefined || !received) return undefined;
    const wish = (): void => {
      const height = document.visibilityState === 'visible' ? element.clientHeight : 0;
      call.media.wish(producerId, layerFor(height * devicePixelRatio));
    };
    const observer = new ResizeObserver(wish);
    observer.observe(element);
    document.addEventListener('visibilitychange', wish);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', wish);
    };
  }, [call, tile, producerId, received]);
}
