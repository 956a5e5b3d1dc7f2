import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nalLengthBytes } from './bmff/descriptions.ts';
import { writeExcerpt } from './bmff/excerpt.ts';
import type { Tools } from './confine.ts';
import type { Film, FrameTable } from './film.ts';
import { localFilm } from './local.ts';
import { uprightSdr, within } from './picture.ts';
import { TICKS } from './plan/types.ts';
import { jpeg } from './poster.ts';
import { runFfmpeg, type Input } from './run.ts';
import { thumbnailVtt } from './thumbnail-vtt.ts';
import type { FilmWork, ThumbnailSheets } from './work.ts';

const LONGEST_SIDE = 160;
const COLUMNS = 10;
const ROWS = 10;
const MOST_SHEETS = 5;
const CLOSEST_SECONDS = 2;
/** Where key frames are rarer than this, the whole film is decoded instead; so is a short film that has few of them. */
const RAREST_KEYS_SECONDS = 12;
const SHORT_SECONDS = 120;

export async function makeThumbnails(
  tools: Tools,
  work: FilmWork & { sheetName(index: number): string },
): Promise<ThumbnailSheets> {
  const { video, frames } = work.film;
  if (!video || !frames) throw new RangeError('This film has no picture.');
  const size = within(video, LONGEST_SIDE);
  const spacing = Math.max(CLOSEST_SECONDS, frames.end / TICKS / (COLUMNS * ROWS * MOST_SHEETS - 1));
  const { input, stream, zeroSeconds } = await thumbnailInput(work, frames, spacing);
  const times = join(work.scratch, 'thumbnail-times');
  const filters = [
    `settb=1/${TICKS}`,
    `setpts=PTS-(${Math.round(zeroSeconds * TICKS)})`,
    `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${(spacing - 0.01).toFixed(3)})'`,
    ...uprightSdr(video, size),
    ...jpeg,
    `split[tiles],scale=16:16[times];[tiles]tile=${COLUMNS}x${ROWS}[sheets]`,
  ];
  const passed = ['-fps_mode', 'passthrough', '-enc_time_base', `1:${TICKS}`];
  await runFfmpeg(tools, {
    input,
    filter: `[${stream}]${filters.join(',')}`,
    outputs: [
      {
        to: join(work.scratch, 'sheet-%03d.jpg'),
        options: ['-map', '[sheets]', ...passed, '-c:v', 'mjpeg', '-q:v', '5', '-f', 'image2'],
      },
      { to: times, options: ['-map', '[times]', ...passed, '-c:v', 'rawvideo', '-f', 'framecrc'] },
    ],
    timeLimitMs: 120_000 + (frames.end / TICKS) * 2_000,
    signal: work.signal,
    onProcess: work.onProcess,
  });
  const names = (await readdir(work.scratch)).filter((n) => /^sheet-\d+\.jpg$/.test(n)).toSorted();
  const sheets = await Promise.all(names.map((n) => readFile(join(work.scratch, n))));
  const starts = [...(await readFile(times, 'utf8')).matchAll(/^0,\s*-?\d+,\s*(-?\d+),/gm)].map(
    (m) => Number(m[1]) / TICKS,
  );
  const grid = { ...size, columns: COLUMNS, perSheet: COLUMNS * ROWS };
  return { sheets, vtt: thumbnailVtt(starts, frames.end / TICKS, grid, (sheet) => work.sheetName(sheet)) };
}

/**
 * NAL units, behind a length of four bytes, that end a coded sequence: without them a decoder puts lone key frames in the
 * order of numbers that only hold within their own groups.
 */
const endOfSequence: Record<string, Uint8Array> = {
  h264: Uint8Array.of(0, 0, 0, 1, 0x0b),
  hevc: Uint8Array.of(0, 0, 0, 2, 0x48, 0x01),
};

/** Just the key frames, where the film has enough of them: a lesson's thumbnails then cost seconds, not minutes. */
async function thumbnailInput(
  work: FilmWork,
  frames: FrameTable,
  spacing: number,
): Promise<{ input: Input; stream: string; zeroSeconds: number }> {
  const { film } = work;
  const keys = keyFrames(frames, spacing);
  const decode = ['-noautorotate', '-copyts'];
  if (film.videoSamples && frames.sample && keys) {
    const order = frames.sample;
    const samples = keys.map((i) => order[i] ?? 0).toSorted((a, b) => a - b);
    const path = join(work.scratch, 'keys.mp4');
    const framed = nalLengthBytes(film.videoSamples.description) === 4;
    const suffix = framed ? endOfSequence[film.video?.codec ?? ''] : undefined;
    const excerpt = { kind: 'vide' as const, table: film.videoSamples, samples, ...(suffix && { suffix }) };
    const shift = await writeExcerpt(path, work.source, excerpt, work.signal);
    const zero = (film.videoSamples.pts[order[0] ?? 0] ?? 0) + shift;
    return {
      input: { path, demuxer: 'mov', options: decode },
      stream: '0:v:0',
      zeroSeconds: zero / film.videoSamples.timescale,
    };
  }
  const path = await localFilm(work.source, work);
  const options = keys ? ['-skip_frame', 'nokey', '-flags', 'low_delay', ...decode] : decode;
  return { input: { path, demuxer: film.demuxer, options }, stream: streamOf(film), zeroSeconds: frames.zeroSeconds };
}

const streamOf = (film: Film): string => `0:${film.video?.stream ?? 0}`;

/** Key frames at least `spacing` seconds apart; `undefined` where they are too rare to stand for the film. */
function keyFrames(frames: FrameTable, spacing: number): number[] | undefined {
  const chosen: number[] = [];
  let rarest = 0;
  let last = -Infinity;
  for (let i = 0; i < frames.at.length; i++) {
    const at = (frames.at[i] ?? 0) / TICKS;
    if (!frames.key[i] || at - last < spacing - 0.005) continue;
    if (chosen.length > 0) rarest = Math.max(rarest, at - last);
    chosen.push(i);
    last = at;
  }
  rarest = Math.max(rarest, (frames.at.at(-1) ?? 0) / TICKS - last);
  const bearable = frames.end / TICKS < SHORT_SECONDS ? spacing * 1.5 : Math.max(RAREST_KEYS_SECONDS, spacing * 2);
  return chosen.length > 0 && rarest <= bearable ? chosen : undefined;
}
