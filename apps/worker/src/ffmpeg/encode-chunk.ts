import { availableParallelism } from 'node:os';
import { before, pictureInput, rangeOf, type FrameRange } from './chunk-input.ts';
import type { Tools } from './confine.ts';
import { coverFilters, frameSlices } from './cover.ts';
import { outFile } from './lend.ts';
import { encoderOptions } from './encoder.ts';
import type { FrameTable, VideoInfo } from './film.ts';
import { ladderGraph, uprightSdr, type Size } from './picture.ts';
import { frameAt } from './plan/segments.ts';
import { TICKS, type Rung, type Segment } from './plan/types.ts';
import { FilmRefused } from './refusal.ts';
import { FfmpegFailed, runFfmpeg, type Input } from './run.ts';
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
  const piece = { video, frames, segments, rungs, range };
  for (let stepsBack = 0; ; stepsBack++) {
    try {
      return await attempt(tools, work, piece, stepsBack);
    } catch (error) {
      if (!(error instanceof MissedStart) && !nothingDecoded(error)) throw error;
      if (stepsBack < MOST_STEPS_BACK) continue;
      // A film whose very beginning cannot be decoded is taken for one that cannot be decoded at all.
      if (work.from === 0) throw new FilmRefused('film_unreadable', 'no frame can be decoded', { cause: error });
      return blackPicture(tools, work, piece);
    }
  }
}

const nothingDecoded = (error: unknown): boolean =>
  error instanceof FfmpegFailed && /Cannot determine format of input stream|no frame came out/.test(error.message);

/** What is asked for, looked up. */
interface Piece {
  video: VideoInfo;
  frames: FrameTable;
  segments: Segment[];
  rungs: Rung[];
  range: FrameRange;
}

const at = (frames: FrameTable, i: number): number => frames.at[i] ?? frames.end;

async function attempt(tools: Tools, work: ChunkWork, piece: Piece, stepsBack: number): Promise<number> {
  const { video, frames, rungs, range } = piece;
  const { input, stream, zeroSeconds } = await pictureInput(work, frames, range, {
    threads: threadsOf(work),
    stepsBack,
  });
  const seconds = (s: number): string => (zeroSeconds + s).toFixed(6);
  const ends = range.to < frames.at.length ? `:end=${seconds(before(frames, range.to))}` : '';
  const zeroTicks = Math.round(zeroSeconds * TICKS) + at(frames, range.from);
  // In fine ticks first: half-way between two frames is no time at all in a container's coarse ones.
  const cut = [
    `settb=1/${TICKS}`,
    `trim=start=${seconds(before(frames, range.from))}${ends}`,
    `setpts=PTS-(${zeroTicks - LEAD_SECONDS * TICKS})`,
  ];
  const size = largest(rungs);
  const covered = await coverFilters({
    ...{ scratch: work.scratch, covers: work.covers ?? [], slices: frameSlices(frames, range), size },
    secondsAt: (tick) => (tick - at(frames, range.from)) / TICKS + LEAD_SECONDS,
  });
  const filter = `[${stream}]${ladderGraph([...cut, ...uprightSdr(video, size), ...covered], rungs, pad)}`;
  return encode(tools, work, piece, { input, filter, strict: stepsBack < MOST_STEPS_BACK });
}

/** Where a damaged film has nothing to show for the whole of a piece, so that the rest of it still plays. */
function blackPicture(tools: Tools, work: ChunkWork, piece: Piece): Promise<number> {
  const { width, height } = largest(piece.rungs);
  const input = { path: `color=black:s=${width}x${height}:r=25:d=0.04`, demuxer: 'lavfi' };
  const chain = [`settb=1/${TICKS}`, `setpts=PTS+${LEAD_SECONDS * TICKS}`, 'format=yuv420p', 'setsar=1'];
  return encode(tools, work, piece, { input, filter: `[0:v:0]${ladderGraph(chain, piece.rungs, pad)}`, strict: false });
}

const largest = (rungs: Rung[]): Size => rungs[0] ?? { width: 2, height: 2 };
const pad = (i: number): string => `rung${i}`;
const threadsOf = (work: ChunkWork): number => work.threads ?? availableParallelism();

/** Runs the encoders over what `filter` makes of `input`; `strict`: the piece's first frame must be there. */
async function encode(
  tools: Tools,
  work: ChunkWork,
  { video, frames, segments, rungs, range }: Piece,
  { input, filter, strict }: { input: Input; filter: string; strict: boolean },
): Promise<number> {
  const origin = at(frames, range.from) / TICKS - LEAD_SECONDS;
  const keyFrames = segments.slice(1).map((s) => before(frames, frameAt(frames, s.start)) - origin);
  const expected = { segments, frames, range, leadTicks: LEAD_SECONDS * TICKS, strict };
  const stop = new AbortController();
  const signal = work.signal ? AbortSignal.any([work.signal, stop.signal]) : stop.signal;
  const fail = (error: unknown): void => stop.abort(error);
  const writers = rungs.map(
    (rung, i) => new RungWriter(outFile(work.scratch, `rung-${i}.mp4`), rung, work, expected, fail),
  );
  let reading = Promise.resolve();
  const collect = async (): Promise<void> => {
    for (const writer of writers) await writer.collect();
  };

  await runFfmpeg(tools, {
    scratch: work.scratch,
    input,
    filter,
    outputs: writers.map(({ path, rung }, i) => ({
      to: path,
      options: ['-map', `[${pad(i)}]`, ...encoderOptions(video, rung, work.effort, keyFrames, threadsOf(work))],
    })),
    timeLimitMs: 120_000 + (60_000 * (at(frames, range.to) - at(frames, range.from))) / TICKS,
    signal,
    onProcess: work.onProcess,
    // Nobody waits for the ladder: each look costs a little of what encodes.
    progressEvery: work.effort === 'ladder' ? 1 : 0.25,
    onProgress: () => (reading = reading.then(collect).catch(fail)),
  });
  await reading;
  signal.throwIfAborted();
  await collect();
  return Math.max(...(await Promise.all(writers.map((w) => w.finish()))));
}
