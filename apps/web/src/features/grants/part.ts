import type { Range } from '@lesblik/shared/cuts';
import type { Recording } from '@lesblik/shared/recordings';
import type { TFunction } from 'i18next';
import { formatExact, formatTime, parseTime } from '../player/core/timecode.ts';

/** As the contract has it; the page has no room for all of that. */
const SHORTEST_MS = 1000;

export type Lesson = Pick<Recording, 'durationMs' | 'frameRate' | 'trim'>;

/** What the review page knows that helps to choose a part. */
export interface Here {
  /** Where the lesson stands now. */
  nowMs: () => number;
  /** What is marked on the timeline. */
  marked: Range | null;
  /** Plays this part, and nothing else. */
  preview: (range: Range) => void;
}

/** A part as it is being typed. */
export interface Typed {
  whole: boolean;
  from: string;
  to: string;
}

/** Without thousandths where there are none. */
export const typedTime = (ms: number): string => (ms % 1000 === 0 ? formatTime(ms) : formatExact(ms));

export function typedPart(range: Range | null, lesson: Lesson, marked: Range | null): Typed {
  const { startMs, endMs } = range ?? marked ?? { startMs: 0, endMs: lesson.durationMs ?? 0 };
  return { whole: range === null, from: typedTime(startMs), to: typedTime(endMs) };
}

/** Undefined where what was typed is no part of the lesson. */
export function readPart({ whole, from, to }: Typed, { durationMs, frameRate }: Lesson): Range | null | undefined {
  if (whole) return null;
  const [startMs, endMs] = [parseTime(from, frameRate), parseTime(to, frameRate)];
  if (startMs === undefined || endMs === undefined || durationMs === null) return undefined;
  return endMs <= durationMs && endMs - startMs >= SHORTEST_MS ? { startMs, endMs } : undefined;
}

export const partWords = ({ startMs, endMs }: Range, t: TFunction<'grants'>): string =>
  t('span', { from: typedTime(startMs), to: typedTime(endMs) });
