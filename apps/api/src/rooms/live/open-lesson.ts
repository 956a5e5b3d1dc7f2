import type { RoomStart } from '../rooms.repository.ts';
import type { Devices } from './devices.ts';
import type { RoomHelp } from './room-help.ts';
import { type LessonEvents, RoomLesson } from './room-lesson.ts';
import type { Lesson } from './shared-playhead.ts';

/** The lesson of a room that opens, going on from what was kept; what it does is recorded with the call. */
export function openLesson(
  lesson: Lesson | null,
  start: () => RoomStart,
  devices: Devices,
  { takes, keep, clock }: RoomHelp,
  { moved, changed }: Pick<LessonEvents, 'moved' | 'changed'>,
): RoomLesson {
  const { id } = start();
  const company = {
    mayAlwaysTake: (personId: string) => [start().hostId, start().teacherId].includes(personId),
    isHere: (personId: string) => devices.isHere(personId),
    isAnybodyHere: () => devices.isAnybodyHere,
  };
  const events: LessonEvents = {
    moved: (playhead) => {
      moved(playhead);
      takes.playheadMoved(id, playhead);
    },
    waiting: (people) => takes.waitingChanged(id, people),
    changed,
  };
  return new RoomLesson(lesson, start(), company, events, keep, clock);
}
