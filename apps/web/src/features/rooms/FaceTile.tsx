import { IconMicrophoneOff, IconWifi1, IconWifi2 } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { initialsOf } from '../timeline/viewers.ts';
import { useCall, useCallState } from './call-context.tsx';
import type { RemoteTrack } from './core/call-media.ts';
import { isPresent, qualityOf, type RoomPerson } from './core/call-state.ts';
import classes from './Faces.module.css';
import { TrackVideo } from './TrackVideo.tsx';
import { useLayer } from './use-layer.ts';

interface Props {
  person: RoomPerson;
  /** The camera as it comes from elsewhere. */
  remote: RemoteTrack | undefined;
}

/** One person: picture or initials, name, whether they speak and are heard, and how their line is. */
export function FaceTile({ person, remote }: Props) {
  const { call, me } = useCall();
  const { t } = useTranslation('rooms');
  const tile = useRef<HTMLLIElement>(null);
  const [frozen, setFrozen] = useState(false);
  const { id, name } = person.person;
  const own = id === me.id;
  const ownCamera = useStore(call.local, (state) => state.camera);
  const heard = useStore(call.voices, (voices) => voices.has(id));
  const isSpeaker = useCallState((state) => state.room?.speakerId === id);
  const muted = useStore(call.own, ({ microphoneOn, pushing }) => !microphoneOn && !pushing);
  useLayer(tile, own ? undefined : remote?.producerId);
  const sounds = person.devices.flatMap(({ tracks }) => tracks).filter(({ source }) => source === 'microphone');
  const silent = own ? muted : sounds.every(({ paused }) => paused);
  const present = own || isPresent(person);
  const track = own ? (ownCamera ?? remote?.track) : remote && !remote.paused ? remote.track : undefined;
  const quality = qualityOf(person);
  const speaks = present && !silent && (isSpeaker || heard);
  const shownName = own ? t('face.me') : name;
  const about = !present
    ? t(person.devices.length > 0 ? 'face.away' : 'face.notThere')
    : track && frozen && !own
      ? t('face.frozen')
      : quality === 'good'
        ? null
        : t(`face.${quality}`);
  return (
    <li
      ref={tile}
      className={classes.tile}
      data-speaks={speaks}
      data-picture={Boolean(track && present)}
      data-testid={`face-${id}`}
    >
      {track && present ? (
        <TrackVideo
          track={track}
          className={own && ownCamera ? `${classes.video} ${classes.mirror}` : classes.video}
          label={shownName}
          onFrozen={setFrozen}
        />
      ) : (
        <span className={classes.initials} aria-hidden="true">
          {initialsOf(name)}
        </span>
      )}
      <p className={classes.name}>
        {present && silent && <IconMicrophoneOff size={16} aria-hidden="true" />}
        {quality !== 'good' &&
          present &&
          (quality === 'poor' ? (
            <IconWifi1 size={16} aria-hidden="true" />
          ) : (
            <IconWifi2 size={16} aria-hidden="true" />
          ))}
        <span className={classes.who}>{shownName}</span>
        <span className="visually-hidden">
          {present && silent && ` · ${t('face.muted')}`}
          {speaks && ` · ${t('face.speaks')}`}
          {!person.maySeeLesson && present && ` · ${t('face.noLesson')}`}
        </span>
      </p>
      {about !== null && <p className={classes.about}>{about}</p>}
    </li>
  );
}
