import { type Playhead, playheadAt } from '@lesblik/shared/playhead';
import type { Payload } from '@lesblik/shared/sockets';

/** The lesson waits so long for a page that loads, not for ever. */
export const PATIENCE_MS = 10_000;
/** A page may be this far from the server's moment when it says where the frame was on which it paused. */
const PAUSED_WITHIN_MS = 2_000;

export interface Lesson {
  recordingId: string;
  durationMs: number;
}

interface Waiting {
  deviceId: string;
  personId: string;
  since: number;
  /** Waited for long enough: the lesson goes on without it until it is ready once. */
  givenUp: boolean;
}

/** Where a room is in its lesson: `atMs` at `since`, going on from there while it plays. Times are the server's. */
export interface SharedPlayhead {
  lesson: Lesson | null;
  atMs: number;
  since: number;
  rate: number;
  /** It plays as soon as nobody is waited for. */
  wanted: boolean;
  by: string;
  waiting: readonly Waiting[];
}

type PlayheadChange = Payload<'room:playhead'>['change'];
export type Move = Exclude<PlayheadChange, { act: 'choose' }>;

const isHeld = ({ waiting }: SharedPlayhead): boolean => waiting.some(({ givenUp }) => !givenUp);
export const isPlaying = (state: SharedPlayhead): boolean => state.wanted && !isHeld(state);

/** As the room's pages are told. */
export function published(state: SharedPlayhead): Playhead | null {
  if (state.lesson === null) return null;
  const { atMs, rate, since, by } = state;
  return { recordingId: state.lesson.recordingId, atMs, playing: isPlaying(state), rate, serverTime: since, by };
}

/** Whole milliseconds of the lesson. */
export function positionAt(state: SharedPlayhead, now: number): number {
  const playhead = published(state);
  return playhead === null ? 0 : Math.round(playheadAt(playhead, now, state.lesson?.durationMs ?? 0));
}

/** The people for whom the lesson waits, each once. */
export const waitedFor = ({ wanted, waiting }: SharedPlayhead): string[] =>
  wanted ? [...new Set(waiting.filter(({ givenUp }) => !givenUp).map(({ personId }) => personId))] : [];

export const atStart = (lesson: Lesson | null, by: string, now: number, rate = 1): SharedPlayhead => ({
  ...{ lesson, atMs: 0, since: now, rate, wanted: false, by, waiting: [] },
});

export function move(state: SharedPlayhead, change: Move, by: string, now: number): SharedPlayhead {
  if (state.lesson === null) return state;
  const { durationMs } = state.lesson;
  const here = { ...state, atMs: positionAt(state, now), since: now, by };
  switch (change.act) {
    case 'play': {
      const atMs = here.atMs >= durationMs ? 0 : here.atMs;
      return state.wanted ? state : { ...here, atMs, wanted: true, waiting: afresh(state.waiting, now) };
    }
    case 'pause': {
      const seen = change.atMs;
      const near = seen !== undefined && Math.abs(seen - here.atMs) <= PAUSED_WITHIN_MS * state.rate;
      if (!state.wanted) return state;
      return { ...here, wanted: false, atMs: near ? Math.min(seen, durationMs) : here.atMs };
    }
    case 'seek':
      return { ...here, atMs: Math.min(change.atMs, durationMs), waiting: afresh(state.waiting, now) };
    case 'rate':
      return { ...here, rate: change.rate };
  }
}

/** A device has nothing to show at the playhead, or has again. */
export function setWaiting(
  state: SharedPlayhead,
  device: { deviceId: string; personId: string },
  waits: boolean,
  now: number,
): SharedPlayhead {
  const known = state.waiting.some(({ deviceId }) => deviceId === device.deviceId);
  if (known === waits) return state;
  const waiting = waits
    ? [...state.waiting, { ...device, since: now, givenUp: false }]
    : state.waiting.filter(({ deviceId }) => deviceId !== device.deviceId);
  return settled(state, waiting, now);
}

/** What time alone does: patience ends, and so does the lesson. */
export function passTime(state: SharedPlayhead, now: number): SharedPlayhead {
  const waiting = state.waiting.map((one) =>
    !one.givenUp && now - one.since >= PATIENCE_MS ? { ...one, givenUp: true } : one,
  );
  const gone = waiting.some(({ givenUp }, at) => givenUp !== state.waiting[at]?.givenUp);
  const next = gone ? settled(state, waiting, now) : state;
  const end = next.lesson?.durationMs ?? 0;
  if (!isPlaying(next) || positionAt(next, now) < end) return next;
  return { ...next, atMs: end, since: now, wanted: false };
}

/** When `passTime` would next change something; undefined when nothing changes by itself. */
export function nextChangeAt(state: SharedPlayhead): number | undefined {
  const times = state.waiting.filter(({ givenUp }) => !givenUp).map(({ since }) => since + PATIENCE_MS);
  if (isPlaying(state) && state.lesson !== null)
    times.push(state.since + (state.lesson.durationMs - state.atMs) / state.rate);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** While it was held the lesson stood still: it goes on from there, now. */
function settled(state: SharedPlayhead, waiting: readonly Waiting[], now: number): SharedPlayhead {
  const next = { ...state, waiting };
  if (isPlaying(next) === isPlaying(state)) return next;
  return { ...next, atMs: positionAt(state, now), since: now };
}

const afresh = (waiting: readonly Waiting[], now: number): Waiting[] =>
  waiting.map((one) => ({ ...one, since: now, givenUp: false }));
