import type { PersonRef } from '@lesblik/shared/common';
import type { RoomState } from '@lesblik/shared/room-events';
import type { RoomMedia } from '../media/room-media.ts';
import type { RoomStart } from '../rooms.repository.ts';
import type { Devices } from './devices.ts';
import type { RoomLesson } from './room-lesson.ts';

interface Parts extends Pick<RoomState, 'revision' | 'waiting' | 'speakerId' | 'take'> {
  start: RoomStart;
  people: readonly PersonRef[];
  devices: Devices;
  media: RoomMedia;
  sees: (personId: string) => boolean;
  lesson: RoomLesson;
}

/** All that a page shows of a room. Those invited who are not in it stand there without devices. */
export function presentState(parts: Parts): RoomState {
  const { start, people, devices, media, lesson, sees, revision, waiting, speakerId, take } = parts;
  const inRoom = new Set(people.map(({ id }) => id));
  return {
    roomId: start.id,
    kind: 'review_call',
    title: start.title,
    hostId: start.hostId,
    teacherId: start.teacherId,
    people: people.map((person) => ({
      person,
      devices: devices.of(person.id).map(({ deviceId, socket }) => {
        const own = media.find(deviceId);
        const tracks = (own?.tracks ?? []).filter(({ source }) => source !== 'check');
        return { deviceId, connected: socket !== undefined, quality: own?.quality ?? 'good', tracks };
      }),
      voiceDeviceId: devices.voiceOf(person.id)?.deviceId ?? null,
      maySeeLesson: sees(person.id),
    })),
    waiting,
    speakerId: speakerId !== null && inRoom.has(speakerId) ? speakerId : null,
    ...lesson.steering,
    controlAskedBy: [...lesson.steering.askedBy],
    waitingFor: people.filter(({ id }) => lesson.waitedFor.includes(id)),
    lessonDeleted: lesson.deleted,
    revision,
    take,
  };
}
