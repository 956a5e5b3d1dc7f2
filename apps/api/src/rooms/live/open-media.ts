import type { PersonRef } from '@lesblik/shared/common';
import { RoomMedia, type RoomMediaEvents } from '../media/room-media.ts';
import type { RoomHelp } from './room-help.ts';
import type { Telling } from './telling.ts';
import type { WhoSpeaks } from './who-speaks.ts';

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
  const events: RoomMediaEvents = {
    changed,
    voices: (voices) => {
      if (voices.length > 0) speaker.heard();
      telling.tellLightly('room:voices', { roomId, voices });
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
