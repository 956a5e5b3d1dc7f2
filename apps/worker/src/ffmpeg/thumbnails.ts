import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isIdr } from './bmff/descriptions.ts';
import { readSampleBytes, writeExcerpt } from './bmff/excerpt.ts';
import type { Tools } from './confine.ts';
import { coverFilters, evenSlices } from './cover.ts';
import type { Film, FrameTable, SampleTable } from './film.ts';
import { outFile, untrusted } from './lend.ts';
import { localFilm } from './local.ts';
import { uprightSdr, within } from './picture.ts';
import { TICKS } from './plan/types.ts';
import { jpeg } from './poster.ts';
import { runFfmpeg, type Input } from './run.ts';
import { thumbnailVtt } from './thumbnail-vtt.ts';
import type { FilmWork, ThumbnailSheets, ThumbnailWork } from './work.ts';

const LONGEST_SIDE = 160;
const COLUMNS = 10;
const ROWS = 10;
const MOST_SHEETS = 5;
const CLOSEST_SECONDS = 2;
/** Where key frames are rarer than this, the whole film is decoded instead; so is a short film that has few of them. */
const RAREST_KEYS_SECONDS = 12;
const SHORT_SECONDS = 120;
/** Half a millisecond: containers tell their times no finer. */
const ROUNDING = TICKS / 2000;

export async function makeThumbnails(tools: Tools, work: ThumbnailWork): Promise<ThumbnailSheets> {
  const { video, frames } = work.film;
  if (!video || !frames) throw new RangeError('This film has no picture.');
  const size = within(video, LONGEST_SIDE);
  const spacing = Math.max(CLOSEST_SECONDS, frames.end / TICKS / (COLUMNS * ROWS * MOST_SHEETS - 1));
  const { input, stream, zeroSeconds } = await thumbnailInput(work, frames, spacing);
  const covered = await coverFilters({
    ...{ scratch: work.scratch, covers: work.covers ?? [], slices: evenSlices(frames, TICKS), size },
    secondsAt: (tick) => tick / TICKS,
  });
  const times = outFile(work.scratch, 'thumbnail-times');
  const filters = [
    `settb=1/${TICKS}`,
    `setpts=PTS-(${Math.round(zeroSeconds * TICKS)})`,
    // Of a part of a film its neighbours are decoded too.
    `trim=start_pts=${-ROUNDING}:end_pts=${frames.end - ROUNDING}`,
    `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${(spacing - 0.01).toFixed(3)})'`,
    ...uprightSdr(video, size),
    ...covered,
    ...jpeg,
    `split[tiles],scale=16:16[times];[tiles]tile=${COLUMNS}x${ROWS}[sheets]`,
  ];
  const passed = ['-fps_mode', 'passthrough', '-enc_time_base', `1:${TICKS}`];
  await runFfmpeg(tools, {
    scratch: work.scratch,
    input,
    filter: `[${stream}]${filters.join(',')}`,
    outputs: [
      {
        to: outFile(work.scratch, 'sheet-%03d.jpg'),
        options: ['-map', '[sheets]', ...passed, '-c:v', 'mjpeg', '-q:v', '5', '-f', 'image2'],
      },
      { to: times, options: ['-map', '[times]', ...passed, '-c:v', 'rawvideo', '-f', 'framecrc'] },
    ],
    timeLimitMs: 120_000 + (frames.end / TICKS) * 2_000,
    signal: work.signal,
    onProcess: work.onProcess,
  });
  const names = (await readdir(dirname(times))).filter((n) => /^sheet-\d+\.jpg$/.test(n)).toSorted();
  const sheets = await Promise.all(names.map((n) => readFile(outFile(work.scratch, n), { flag: untrusted })));
  const starts = [
    ...(await readFile(times, { encoding: 'utf8', flag: untrusted })).matchAll(/^0,\s*-?\d+,\s*(-?\d+),/gm),
  ].map((m) => Number(m[1]) / TICKS);
  const grid = { ...size, columns: COLUMNS, perSheet: COLUMNS * ROWS };
  const shift = work.startsAt ?? 0;
  const told = starts.map((start) => shift + start);
  const vtt = thumbnailVtt(told, shift + frames.end / TICKS, grid, (sheet) => work.sheetName(sheet), shift);
  return { sheets, vtt };
}

/** Just the key frames, where the film has enough of them: a lesson's thumbnails then cost seconds, not minutes. */
async function thumbnailInput(
  work: FilmWork,
  frames: FrameTable,
  spacing: number,
): Promise<{ input: Input; stream: string; zeroSeconds: number }> {
  const { film } = work;
  const { videoSamples: table } = film;
  const keys = keyFrames(frames, spacing);
  const decode = ['-noautorotate', '-copyts'];
  if (table && frames.sample && keys) {
    const order = frames.sample;
    const samples = keys.map((i) => order[i] ?? 0).toSorted((a, b) => a - b);
    if (film.video?.codec !== 'h264' || (await closed(work, table, samples))) {
      const path = join(work.scratch, 'keys.mp4');
      const shift = await writeExcerpt(path, work.source, { kind: 'vide', table, samples }, work.signal);
      const zero = ((table.pts[order[0] ?? 0] ?? 0) + shift) / table.timescale;
      return { input: { path, demuxer: 'mov', options: decode }, stream: '0:v:0', zeroSeconds: zero };
    }
  }
  const path = await localFilm(work.source, work);
  const skip = ['-skip_frame', keys && film.video?.codec !== 'h264' ? 'nokey' : 'noref'];
  const input = { path, demuxer: film.demuxer, options: [...skip, ...decode] };
  return { input, stream: streamOf(film), zeroSeconds: frames.zeroSeconds };
}

/**
 * Lone key frames of open groups come out of ffmpeg's H.264 decoder in the order of numbers that only hold within their own
 * groups, or not at all. (HEVC's do come out.) A few tell for the film.
 */
async function closed(work: FilmWork, table: SampleTable, keys: number[]): Promise<boolean> {
  const some = keys.slice(1, 4);
  const bytes = await readSampleBytes(work.source, table, some, work.signal);
  return bytes.every((sample) => isIdr(table.description, sample));
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
