import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useCallState } from './call-context.tsx';
import type { RemoteTrack } from './core/call-media.ts';
import { nameOf } from './core/call-state.ts';
import classes from './Faces.module.css';
import { TrackVideo } from './TrackVideo.tsx';
import { useLayer } from './use-layer.ts';

/** A shared screen, shown whole. */
export function ScreenTile({
  track,
  own,
}: { track: RemoteTrack; own?: never } | { own: MediaStreamTrack; track?: never }) {
  const { me } = useCall();
  const { t } = useTranslation('rooms');
  const tile = useRef<HTMLLIElement>(null);
  const name = useCallState((state) => nameOf(state.room, track?.personId ?? me.id));
  useLayer(tile, track?.producerId);
  const label = t('face.screen', { name });
  return (
    <li ref={tile} className={`${classes.tile} ${classes.screen}`} data-testid="screen">
      <TrackVideo track={own ?? track.track} className={classes.whole} label={label} />
      <p className={classes.name}>
        <span className={classes.who}>{label}</span>
      </p>
    </li>
  );
}
