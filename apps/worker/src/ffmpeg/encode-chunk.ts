import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { before, pictureInput, rangeOf, type FrameRange } from './chunk-input.ts';
import type { Tools } from './confine.ts';
import { encoderOptions } from './encoder.ts';
import type { FrameTable, VideoInfo } from './film.ts';
import { ladderGraph, uprightSdr } from './picture.ts';
import { TICKS, type Rung, type Segment } from './plan/types.ts';
import { runFfmpeg } from './run.ts';
import { MissedStart, RungWriter } from './rung-writer.ts';
import type { ChunkWork } from './work.ts';

/** The encoder's clock begins here, so that no decode time of a B-frame falls below zero. */
const LEAD_SECONDS = 10;
const MOST_STEPS_BACK = 2;

/** Answers how many frames of the index did not come out: 0 unless the film is damaged. */
export async function encodeChunk(tools: Tools, work: ChunkWork): Promise<number> {
  const { video, frames } = work.film;
  const segments = work.plan.ladder.segments.slice(work.from, work.to);
  const rungs = work.plan.rungs.filter((r) => work.rungs.includes(r.name));
  const [first, last] = [segments[0], segments.at(-1)];
  if (!video || !frames || !first || !last || rungs.length === 0) throw new RangeError('No such piece of this film.');
  const range = rangeOf(frames, first.start, last.end);
  for (let stepsBack = 0; ; stepsBack++) {
    try {
      return await attempt(tools, work, { video, frames, segments, rungs, range, stepsBack });
    } catch (error) {
      if (!(error instanceof MissedStart) || stepsBack === MOST_STEPS_BACK) throw error;
    }
  }
}

interface Piece {
  video: VideoInfo;
  frames: FrameTable;
  segments: Segment[];
  rungs: Rung[];
  range: FrameRange;
  stepsBack: number;
}

async function attempt(tools: Tools, work: ChunkWork, piece: Piece): Promise<number> {
  const { video, frames, segments, rungs, range, stepsBack } = piece;
  const threads = work.threads ?? availableParallelism();
  const { input, stream, zeroSeconds } = await pictureInput(work, frames, range, { threads, stepsBack });
  const at = (i: number): number => frames.at[i] ?? frames.end;

  const seconds = (s: number): string => (zeroSeconds + s).toFixed(6);
  const ends = range.to < frames.at.length ? `:end=${seconds(before(frames, range.to))}` : '';
  const zeroTicks = Math.round(zeroSeconds * TICKS) + at(range.from);
  // In fine ticks first: half-way between two frames is no time at all in a container's coarse ones.
  const cut = [
    `settb=1/${TICKS}`,
    `trim=start=${seconds(before(frames, range.from))}${ends}`,
    `setpts=PTS-(${zeroTicks - LEAD_SECONDS * TICKS})`,
  ];
  const [top = { width: 2, height: 2 }] = rungs;
  const graph = `[${stream}]${ladderGraph([...cut, ...uprightSdr(video, top)], rungs, (i) => `rung${i}`)}`;
  const keyFrames = segments.slice(1).map((s) => {
    const i = rangeOf(frames, s.start, s.start).from;
    return before(frames, i) - at(range.from) / TICKS + LEAD_SECONDS;
  });

  const stop = new AbortController();
  const signal = work.signal ? AbortSignal.any([work.signal, stop.signal]) : stop.signal;
  const writers = rungs.map(
    (rung, i) =>
      new RungWriter(join(work.scratch, `rung-${i}.mp4`), rung, work, {
        segments,
        frames,
        range,
        leadTicks: LEAD_SECONDS * TICKS,
        strict: stepsBack < MOST_STEPS_BACK,
      }),
  );
  let reading = Promise.resolve();
  const collect = (): Promise<void> =>
    (reading = reading
      .then(async () => {
        for (const writer of writers) await writer.collect();
      })
      .catch((error: unknown) => stop.abort(error)));

  await runFfmpeg(tools, {
    input,
    filter: graph,
    outputs: writers.map(({ path, rung }, i) => ({
      to: path,
      options: ['-map', `[rung${i}]`, ...encoderOptions(video, rung, work.effort, keyFrames, threads)],
    })),
    timeLimitMs: 120_000 + (60_000 * (at(range.to) - at(range.from))) / TICKS,
    signal,
    onProcess: work.onProcess,
    onProgress: () => void collect(),
  });
  await reading;
  signal.throwIfAborted();
  for (const writer of writers) await writer.collect();
  return Math.max(...(await Promise.all(writers.map((w) => w.finish()))));
}
