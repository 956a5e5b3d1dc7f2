import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';
import type { TakesService } from '../../takes/takes.service.ts';
import type { MediaPlane } from '../media/media-plane.ts';
import type { KeptLesson } from './room-lesson.ts';
import type { MayWatch } from './sight.ts';

/** What a room in memory needs of the rest of the API. */
export interface RoomHelp {
  plane: MediaPlane;
  takes: TakesService;
  clock: Clock;
  log: Log;
  mayWatch: MayWatch;
  /** Never fails. */
  keep: (kept: KeptLesson) => Promise<void>;
  setAdmitted: (personId: string, admitted: boolean) => Promise<void>;
  /** @throws Problem in_too_many_calls */
  assertMayJoin: (personId: string) => void;
  /** Nobody is in it any more, nor waits. */
  empty: () => void;
}
