import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../../support/until.ts';
import { films } from '../support/films.ts';
import { type Figure, percentile, type Row, seconds, timed } from '../support/row.ts';
import { School } from '../support/school.ts';

const run = promisify(execFile);
const MINUTES_5 = 300_000;

async function copiedByFfmpeg(file: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'lesblik-copy-'));
  const hls = ['-f', 'hls', '-hls_time', '4', '-hls_list_size', '0', '-hls_segment_type', 'fmp4'];
  const { ms } = await timed(() =>
    run('ffmpeg', ['-loglevel', 'error', '-i', file, '-c', 'copy', ...hls, join(folder, 'out.m3u8')]),
  );
  await rm(folder, { recursive: true });
  return ms;
}

async function lastByteToPlayable(
  school: School,
  file: string,
): Promise<{ ms: number; recordingId: string; lastByte: number }> {
  const { recordingId, lastByte } = await school.film(file);
  return { ms: await school.reached(recordingId, 'playable', lastByte, MINUTES_5), recordingId, lastByte };
}

/** Until the film's own picture is stored to its end, and not only where somebody watches. */
async function lastByteToWhole(school: School, recordingId: string, lastByte: number): Promise<number> {
  const whole = async () =>
    (await school.recording(recordingId)).renditions.some(({ name, whole }) => name === 'copy' && whole);
  await until(whole, MINUTES_5, 'the whole copy');
  return performance.now() - lastByte;
}

/** The film's last piece, asked for as soon as it plays: nobody has copied it yet. */
async function lastPlace(school: School, recordingId: string): Promise<number> {
  const read = async (file: string) => {
    const url = `${school.product.url}/api/recordings/${recordingId}/hls/copy/${file}`;
    const response = await fetch(url, { headers: { cookie: school.teacher } });
    return { status: response.status, body: await response.text() };
  };
  const last = (await read('index.m3u8')).body.match(/\d+\.m4s/g)?.at(-1) ?? '';
  const there = async () => (await read(last)).status === 200;
  return (await timed(() => until(there, 60_000, 'the last place'))).ms;
}

const remove = (school: School, recordingId: string) => school.send('DELETE', `/recordings/${recordingId}`);

/** How long a piece takes that nobody has encoded yet, asked for as the player asks. */
async function seeks(school: School, recordingId: string, count: number): Promise<number[]> {
  const read = async (path: string) => {
    const response = await fetch(`${school.product.url}/api/recordings/${recordingId}/hls/${path}`, {
      headers: { cookie: school.teacher },
    });
    return { status: response.status, body: await response.arrayBuffer() };
  };
  const playlist = new TextDecoder().decode((await read('240/index.m3u8')).body);
  const segments = playlist.match(/\d+\.m4s/g) ?? [];
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    // From behind, because the ladder works from the front; far apart, so that no piece brings the next.
    const segment = segments[segments.length - 3 - n * Math.floor(segments.length / (2 * count))];
    const { ms } = await timed(() =>
      until(async () => (await read(`240/${segment}`)).status === 200, 60_000, 'a piece'),
    );
    times.push(ms);
  }
  return times;
}

export const playable: Row = {
  name: 'playable',
  async run(): Promise<Figure[]> {
    const [lesson, phone, busy] = [await films.lesson(), await films.phone(), await films.busy()];
    const school = await School.open();
    try {
      const bare = await copiedByFfmpeg(lesson);
      const copied = await lastByteToPlayable(school, lesson);
      const placeMs = await lastPlace(school, copied.recordingId);
      const wholeMs = await lastByteToWhole(school, copied.recordingId, copied.lastByte);
      await remove(school, copied.recordingId);
      const alone = await lastByteToPlayable(school, phone);
      const times = await seeks(school, alone.recordingId, 20);
      await remove(school, alone.recordingId);
      const others = [];
      for (let n = 0; n < 3; n += 1) others.push((await lastByteToPlayable(school, busy)).recordingId);
      const crowded = await lastByteToPlayable(school, phone);
      for (const id of [...others, crowded.recordingId]) await remove(school, id);
      const p95 = percentile(times, 0.95);
      const most = 2 * bare + 3000;
      return [
        {
          what: 'last byte → playable, 30 min 1080p30 H.264/AAC',
          against: `ffmpeg -c copy ${seconds(bare)}`,
          measured: `${seconds(copied.ms)} (its last place, asked for then: ${seconds(placeMs)} later)`,
          reach: `≤ 2 × + 3 s = ${seconds(most)}`,
          reached: copied.ms <= most,
          numbers: { ms: copied.ms, placeMs, bareMs: bare },
        },
        {
          what: 'the same film → all of it copied and stored',
          against: 'the same',
          measured: seconds(wholeMs),
          reach: `≤ 2 × + 3 s = ${seconds(most)}`,
          reached: wholeMs <= most,
          numbers: { ms: wholeMs, bareMs: bare },
        },
        {
          what: 'last byte → playable, 30 min 1080p30 HEVC 10-bit upright',
          against: '–',
          measured: seconds(alone.ms),
          reach: '≤ 15 s',
          reached: alone.ms <= 15_000,
          numbers: { ms: alone.ms },
        },
        {
          what: 'the same while three other films are in the ladder',
          against: '–',
          measured: seconds(crowded.ms),
          reach: '≤ 30 s',
          reached: crowded.ms <= 30_000,
          numbers: { ms: crowded.ms },
        },
        {
          what: 'seek to a place not yet encoded → piece there',
          against: '–',
          measured: `p95 ${seconds(p95)}`,
          reach: 'p95 ≤ 6 s',
          reached: p95 <= 6000,
          numbers: { p50: percentile(times, 0.5), p95, count: times.length },
        },
      ];
    } finally {
      await school.close();
    }
  },
};
