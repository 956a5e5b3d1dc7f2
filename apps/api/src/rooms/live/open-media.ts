import type { PersonRef } from '@lesblik/shared/common';
import { RoomMedia, type RoomMediaEvents } from '../media/room-media.ts';
import type { RoomHelp } from './room-help.ts';
import type { Telling } from './telling.ts';
import type { WhoSpeaks } from './who-speaks.ts';

/** In dBov: whoever is louder is shown as speaking. */
const LOUD = -50;

interface Around {
  roomId: string;
  person: (personId: string) => PersonRef | undefined;
  changed: () => void;
  telling: Telling;
  speaker: WhoSpeaks;
}

/** What a room has at the media plane; what is sent there is recorded with the call. */
export function openMedia(
  { plane, takes, log }: RoomHelp,
  { roomId, person, changed, telling, speaker }: Around,
): RoomMedia {
  let told = '';
  const events: RoomMediaEvents = {
    changed,
    voices: (voices) => {
      if (voices.length > 0) speaker.heard();
      // Measured often and told when it is somebody else who is heard: pages show no more of it.
      const loud = voices.filter(({ volume }) => volume > LOUD);
      const who = loud.map(({ personId }) => personId).toSorted();
      if (who.join() === told) return;
      told = who.join();
      telling.tell('room:voices', { roomId, voices: loud });
    },
    speaker: (personId) => speaker.dominant(personId),
    opened: (producer, { router }) => {
      const { personId, source } = producer.appData;
      const whose = person(personId);
      if (whose !== undefined && source !== 'check')
        takes.producerOpened(roomId, { person: whose, source, producer, router });
    },
    closed: (producer) => takes.producerClosed(producer.id),
    lost: () => {
      telling.tell('room:media-lost', { roomId });
      changed();
    },
  };
  return new RoomMedia(plane, events, log);
}
