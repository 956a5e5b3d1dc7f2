import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { useCall, useCallState } from './call-context.tsx';
import { CallBar } from './CallBar.tsx';
import { isPresent, type RoomPerson } from './core/call-state.ts';
import classes from './Faces.module.css';
import { FaceTile } from './FaceTile.tsx';
import { ScreenTile } from './ScreenTile.tsx';

/** Who is in the call, what they share of their screen, and one's own buttons under that. */
export function Faces({ alone = false }: { alone?: boolean }) {
  const { call, ui, me } = useCall();
  const { t, i18n } = useTranslation('rooms');
  const people = useCallState((state) => state.room?.people ?? NOBODY);
  const tracks = useStore(call.media.tracks, (now) => now);
  const large = useStore(ui, (state) => state.large);
  const ownScreen = useStore(call.own, (state) => state.screen);
  const screens = tracks.filter(({ source }) => source === 'screen');
  const shared = screens.length > 0;
  useEffect(() => {
    // A screen is shared to be read: it comes large by itself, and the lesson again after it.
    if (!shared) return undefined;
    ui.change({ large: 'faces' });
    return () => ui.change({ large: 'lesson' });
  }, [shared, ui]);
  // Oneself last: one looks at the others.
  const shown = people
    .filter((person) => person.person.id === me.id || isPresent(person) || person.devices.length > 0)
    .toSorted((a, b) => Number(a.person.id === me.id) - Number(b.person.id === me.id));
  const away = shown.length === 1 ? people.filter((person) => !shown.includes(person)) : NOBODY;
  const count = shown.length + screens.length + (ownScreen ? 1 : 0) + (away.length > 0 ? 1 : 0);
  return (
    <section className={classes.faces} data-large={alone || large === 'faces'} aria-label={t('face.strip')}>
      <ul className={classes.tiles} data-count={Math.min(4, count)} data-screen={screens.length > 0}>
        {screens.map((track) => (
          <ScreenTile key={track.producerId} track={track} />
        ))}
        {ownScreen && <ScreenTile own={ownScreen} />}
        {shown.map((person) => (
          <FaceTile
            key={person.person.id}
            person={person}
            remote={tracks.find(({ personId, source }) => personId === person.person.id && source === 'camera')}
          />
        ))}
        {away.length > 0 && (
          <li className={classes.alone}>
            <span>{t('face.notThere')}:</span>
            <span>{new Intl.ListFormat(i18n.language).format(away.map(({ person }) => person.name))}</span>
          </li>
        )}
      </ul>
      <CallBar />
    </section>
  );
}

const NOBODY: RoomPerson[] = [];
