import { FRAME_MS, type Scene, type Tile } from '../../ffmpeg/compose/types.ts';
import { type Face, layout } from './layout.ts';

/** From `from` up to `to`, milliseconds of the film. */
export interface Span {
  from: number;
  to: number;
}

/** A part of the film in which a moving picture can be seen. */
export interface PictureSpan extends Span {
  picture: number;
}

export interface PersonSpans {
  id: string;
  /** When they are in the call. */
  there: Span[];
  camera: PictureSpan[];
}

export interface FilmParts {
  lengthMs: number;
  lesson: PictureSpan[];
  screens: PictureSpan[];
  people: PersonSpans[];
  /** Who speaks from when on, in ascending time. */
  speakers: { at: number; personId: string | null }[];
}

export const frameOf = (ms: number): number => Math.round(ms / FRAME_MS);

/** Everything that is to be seen, as scenes that join without a gap. */
export function scenesOf(parts: FilmParts): Scene[] {
  const { lengthMs, lesson, screens, people, speakers } = parts;
  const last = frameOf(lengthMs);
  const spans = [...lesson, ...screens, ...people.flatMap(({ there, camera }) => [...there, ...camera])];
  const times = spans.flatMap(({ from, to }) => [frameOf(from), frameOf(to)]);
  const changes = [0, last, ...times, ...speakers.map(({ at }) => frameOf(at))].filter((n) => n >= 0 && n <= last);
  const cuts = [...new Set(changes)].toSorted((a, b) => a - b);
  const scenes: Scene[] = [];
  for (const [i, from] of cuts.entries()) {
    const to = cuts[i + 1];
    if (to === undefined) break;
    const speaker = speakers.findLast(({ at }) => frameOf(at) <= from)?.personId;
    const faces = people.flatMap(({ id, there, camera }, colour): Face[] =>
      at(there, from) === undefined ? [] : [{ picture: at(camera, from)?.picture, colour, speaking: id === speaker }],
    );
    const shared = screens.filter((span) => covers(span, from)).toSorted((a, b) => a.from - b.from);
    const tiles = layout({ lesson: at(lesson, from)?.picture, screens: shared.map(({ picture }) => picture), faces });
    const before = scenes.at(-1);
    if (before !== undefined && same(before.tiles, tiles)) before.to = to;
    else scenes.push({ from, to, tiles });
  }
  return scenes;
}

const covers = ({ from, to }: Span, frame: number): boolean => frameOf(from) <= frame && frame < frameOf(to);
const at = <S extends Span>(spans: readonly S[], frame: number): S | undefined =>
  spans.findLast((span) => covers(span, frame));
const same = (a: readonly Tile[], b: readonly Tile[]): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Spans no further apart than this are one: somebody whose connection is made anew keeps their place. */
export function joined(spans: readonly Span[], gapMs: number): Span[] {
  const out: Span[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last !== undefined && from - last.to <= gapMs) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  }
  return out;
}
