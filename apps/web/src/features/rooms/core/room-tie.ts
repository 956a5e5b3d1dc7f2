import { playheadAt } from '@lesblik/shared/playhead';
import type { RoomTie } from '../../review/session.ts';
import type { Call } from './call.ts';
import { RoomOwner } from './room-owner.ts';

/** Ties the review page of one recording to a call: the room owns its media. */
export function tieOf(call: Call, recordingId: string): RoomTie {
  const playhead = () => {
    const now = call.getState().playhead;
    return now?.recordingId === recordingId ? now : null;
  };
  const steers = (): boolean => call.getState().room?.steererId === call.personId;
  return {
    steers,
    startMs: () => {
      const now = playhead();
      return now ? playheadAt(now, call.clock.now(), Infinity) : 0;
    },
    owned: (make) => (tell, state) =>
      new RoomOwner(make, tell, state, {
        subscribe: call.subscribe,
        playhead,
        steers,
        serverNow: call.clock.now,
        held: () => (call.getState().room?.waitingFor.length ?? 0) > 0,
        change: (change) => call.move(change),
        buffering: (waiting) => void call.line.tell('room:buffering', { waiting }),
        blocked: (is) => call.blocked.set(is),
      }),
  };
}
