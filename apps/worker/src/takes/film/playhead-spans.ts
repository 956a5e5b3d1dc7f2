import type { Playhead } from '@lesblik/shared/playhead';
import type { TakeEvent } from '@lesblik/server/takes/take-event';

export interface TimedEvent {
  /** On the room's clock, milliseconds since 1970. */
  atMs: number;
  event: TakeEvent;
}

/** From `from` up to `to` (the film's milliseconds) the lesson went evenly; `rate` 0: it stood. */
export interface PlayheadSpan {
  recordingId: string;
  from: number;
  to: number;
  /** Where in the lesson it was at `from`, in its milliseconds. */
  atMs: number;
  rate: number;
}

interface Now {
  playhead: Playhead;
  /** Where it was at `since`, on the room's clock. */
  atMs: number;
  since: number;
}

/**
 * Where the lesson was, from the film's first moment (`zero` on the room's clock) to its end. While the player waits for
 * somebody, and at the lesson's end, it stands.
 */
export function playheadSpans(
  events: readonly TimedEvent[],
  zero: number,
  lengthMs: number,
  durationOf: (recordingId: string) => number,
): PlayheadSpan[] {
  const spans: PlayheadSpan[] = [];
  let now: Now | undefined;
  let waiting = false;
  const rate = (): number => (now !== undefined && now.playhead.playing && !waiting ? now.playhead.rate : 0);
  const where = (at: number): number => (now === undefined ? 0 : now.atMs + Math.max(0, at - now.since) * rate());
  const go = (until: number): void => {
    if (now === undefined) return;
    spans.push(
      ...cut(now.playhead.recordingId, now.since, until, now.atMs, rate(), durationOf(now.playhead.recordingId)),
    );
    now = {
      ...now,
      atMs: Math.min(where(until), durationOf(now.playhead.recordingId)),
      since: Math.max(now.since, until),
    };
  };
  for (const { atMs: at, event } of events) {
    if (event.kind === 'speaker') continue;
    go(at);
    if (event.kind === 'waiting') waiting = event.waiting;
    else if (event.playhead === null) now = undefined;
    else now = startOf(event.playhead, at, waiting);
  }
  go(zero + lengthMs);
  return spans.flatMap((span) => onFilm(span, zero, lengthMs));
}

/** What was set before it was told of has gone on meanwhile. */
function startOf(playhead: Playhead, at: number, waiting: boolean): Now {
  const gone = playhead.playing && !waiting ? Math.max(0, at - playhead.serverTime) * playhead.rate : 0;
  return { playhead, atMs: playhead.atMs + gone, since: at };
}

function cut(
  recordingId: string,
  from: number,
  to: number,
  atMs: number,
  rate: number,
  durationMs: number,
): PlayheadSpan[] {
  if (to <= from) return [];
  const inside = Math.min(atMs, durationMs);
  const ends = rate === 0 ? Infinity : from + (durationMs - inside) / rate;
  if (ends >= to) return [{ recordingId, from, to, atMs: inside, rate }];
  const stands = { recordingId, from: ends, to, atMs: durationMs, rate: 0 };
  return ends > from ? [{ recordingId, from, to: ends, atMs: inside, rate }, stands] : [stands];
}

function onFilm({ from, to, atMs, ...span }: PlayheadSpan, zero: number, lengthMs: number): PlayheadSpan[] {
  const [begin, end] = [Math.max(from - zero, 0), Math.min(to - zero, lengthMs)];
  return end > begin ? [{ ...span, from: begin, to: end, atMs: atMs + (begin - (from - zero)) * span.rate }] : [];
}
