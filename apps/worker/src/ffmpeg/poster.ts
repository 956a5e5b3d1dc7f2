import type { Tools } from './confine.ts';
import { before, pictureInput } from './chunk-input.ts';
import { coverFilters, frameSlices } from './cover.ts';
import { uprightSdr, within } from './picture.ts';
import { frameAt } from './plan/segments.ts';
import { TICKS } from './plan/types.ts';
import { FfmpegFailed, runFfmpeg } from './run.ts';
import type { FilmWork } from './work.ts';

const LONGEST_SIDE = 1280;
/** Out of how many frames ffmpeg picks the one most like the rest: not a flash, not a fade. */
const CHOICE = 48;
/** The filter takes no less, even where the film has less. */
const LEAST_CHOICE = 2;

/** A frame from the first minute: past a black beginning and the camera being put down. */
export async function makePoster(tools: Tools, work: FilmWork): Promise<Uint8Array> {
  const { video, frames } = work.film;
  if (!video || !frames) throw new RangeError('This film has no picture.');
  const wanted = Math.min(60 * TICKS, frames.end / 10);
  let from = frameAt(frames, wanted);
  while (from > 0 && !frames.key[from]) from--;
  const range = { from: Math.min(from, frames.at.length - 1), to: Math.min(from + CHOICE, frames.at.length) };
  const { input, stream, zeroSeconds } = await pictureInput(work, frames, range, { threads: 1, stepsBack: 0 });

  const start = zeroSeconds + before(frames, range.from);
  const end = zeroSeconds + before(frames, range.to);
  const size = within(video, LONGEST_SIDE);
  const covered = await coverFilters({
    ...{ scratch: work.scratch, covers: work.covers ?? [], slices: frameSlices(frames, range), size },
    secondsAt: (tick) => tick / TICKS,
  });
  const parts: Buffer[] = [];
  const filters = [
    `settb=1/${TICKS}`,
    `trim=start=${start.toFixed(6)}:end=${end.toFixed(6)}`,
    `setpts=PTS-(${Math.round(zeroSeconds * TICKS)})`,
    ...uprightSdr(video, size),
    ...covered,
    `thumbnail=n=${Math.max(LEAST_CHOICE, range.to - range.from)}`,
    ...jpeg,
  ];
  await runFfmpeg(tools, {
    scratch: work.scratch,
    input,
    filter: `[${stream}]${filters.join(',')}[poster]`,
    outputs: [
      {
        to: (bytes) => parts.push(bytes),
        options: ['-map', '[poster]', '-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '3', '-f', 'image2pipe'],
      },
    ],
    timeLimitMs: 120_000,
    signal: work.signal,
    onProcess: work.onProcess,
  });
  if (parts.length === 0) throw new FfmpegFailed('no poster came out', '');
  return Buffer.concat(parts);
}

/** JPEG's own colours (BT.601, full range), which every viewer assumes. */
export const jpeg = [
  'scale=in_color_matrix=bt709:out_color_matrix=bt601:in_range=limited:out_range=full',
  'format=yuvj420p',
];
