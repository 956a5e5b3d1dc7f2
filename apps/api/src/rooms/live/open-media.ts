import type { PersonRef } from '@lesblik/shared/common';
import { RoomMedia, type RoomMediaEvents } from '../media/room-media.ts';
import type { RoomHelp } from './room-help.ts';

interface Around extends Pick<RoomMediaEvents, 'changed' | 'voices' | 'speaker' | 'lost'> {
  roomId: string;
  person: (personId: string) => PersonRef | undefined;
}

/** What a room has at the media plane; what is sent there is recorded with the call. */
export function openMedia(
  { plane, takes, log }: RoomHelp,
  { roomId, person, changed, voices, speaker, lost }: Around,
): RoomMedia {
  const events: RoomMediaEvents = {
    changed,
    voices,
    speaker,
    opened: (producer, { router }) => {
      const { personId, source } = producer.appData;
      const whose = person(personId);
      if (whose !== undefined && source !== 'check')
        takes.producerOpened(roomId, { person: whose, source, producer, router });
    },
    closed: (producer) => takes.producerClosed(producer.id),
    lost: () => {
      lost();
      changed();
    },
  };
  return new RoomMedia(plane, events, log);
}
