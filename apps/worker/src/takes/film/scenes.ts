import { FRAME_MS, type Scene, type Tile } from '../../ffmpeg/compose/types.ts';
import { type Face, layout } from './layout.ts';
import { Sweep } from '../sweep.ts';

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
  name: string | undefined;
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
  const shown = { lesson: sweep(lesson), screens: sweep(screens.toSorted((a, b) => a.from - b.from)) };
  const present = people.map(({ there, camera, ...who }) => ({ ...who, there: sweep(there), camera: sweep(camera) }));
  const speaks = sweep(
    speakers.map(({ at, personId }, n) => ({ from: at, to: speakers[n + 1]?.at ?? lengthMs, personId })),
  );
  const scenes: Scene[] = [];
  for (const [i, from] of cuts.entries()) {
    const to = cuts[i + 1];
    if (to === undefined) break;
    const speaker = speaks.at(from).at(-1)?.personId;
    const faces = present.flatMap(({ id, name, there, camera }, colour): Face[] => {
      const picture = camera.at(from).at(-1)?.picture;
      return there.at(from).length === 0 ? [] : [{ picture, colour, name, speaking: id === speaker }];
    });
    const tiles = layout({
      lesson: shown.lesson.at(from).at(-1)?.picture,
      screens: shown.screens.at(from).map(({ picture }) => picture),
      faces,
    });
    const before = scenes.at(-1);
    if (before !== undefined && same(before.tiles, tiles)) before.to = to;
    else scenes.push({ from, to, tiles });
  }
  return scenes;
}

/** By frames; where two of one kind overlap, the one given last is shown. */
const sweep = <S extends Span>(spans: readonly S[]): Sweep<S> =>
  new Sweep(spans, ({ from, to }) => ({ from: frameOf(from), to: frameOf(to) }));
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
