import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { films } from '../support/films.ts';
import { Gets } from '../support/gets.ts';
import { cpuSeconds } from '../support/process-figures.ts';
import { type Figure, percentile, ratio, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';
import { until } from '../../support/until.ts';

const LINES = 4;
const WARM_UP_MS = 2_000;
const SPAN_MS = 6_000;
/** In turns, so that what else the machine does falls on both. */
const ROUNDS = 3;

/** A process of its own, as the API is: see bare-files.ts. */
async function startBare(folder: string) {
  const script = join(import.meta.dirname, '../support/bare-files.ts');
  const child: ChildProcess = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    child.once('exit', (code) => reject(new Error(`the bare server ended with ${code}`)));
  });
  return { url, pid: child.pid ?? 0, stop: () => child.kill() };
}

interface Shares {
  share: number;
  ours: number;
  bare: number;
  /** CPU seconds a gigabyte. */
  oursCpu: number;
  bareCpu: number;
  segmentBytes: number;
  firstBytes: number[];
}

/** A film's own picture, as its coach gets it, against the same bytes as plain files. */
async function measured(school: School, file: string): Promise<Shares> {
  const { recordingId } = await school.film(file);
  const whole = async () =>
    (await school.recording(recordingId)).renditions.some(({ name, whole }) => name === 'copy' && whole);
  await until(whole, 300_000, 'the whole film copied', 500);
  await school.share(recordingId);
  await school.product.kill('worker');
  const path = `${school.product.url}/api/recordings/${recordingId}/hls/copy`;
  const playlist = await (await fetch(`${path}/index.m3u8`, { headers: { cookie: school.coach } })).text();
  const names = playlist.split('\n').filter((line) => line.endsWith('.m4s'));
  const ours = new Gets(school.coach);
  const plain = new Gets('');
  // Each for the first time in this sitting: the access log has to have it first.
  const firstBytes: number[] = [];
  for (const name of names) firstBytes.push((await ours.one(`${path}/${name}`)).firstByteMs);
  const folder = await mkdtemp(join(tmpdir(), 'lesblik-segments-'));
  let segmentBytes = 0;
  for (const name of names) {
    const answer = await fetch(`${path}/${name}`, { headers: { cookie: school.coach } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    segmentBytes += bytes.length / names.length;
    await writeFile(join(folder, name), bytes);
  }
  const bareServer = await startBare(folder);
  try {
    const sides = [
      { gets: plain, urls: names.map((name) => `${bareServer.url}/${name}`), pid: bareServer.pid, rates: [0], cpu: 0 },
      { gets: ours, urls: names.map((name) => `${path}/${name}`), pid: school.product.pid('api'), rates: [0], cpu: 0 },
    ];
    for (const { gets, urls } of sides) await gets.rate(urls, LINES, WARM_UP_MS);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const side of sides) {
        const before = await cpuSeconds(side.pid);
        side.rates.push(await side.gets.rate(side.urls, LINES, SPAN_MS));
        side.cpu += (await cpuSeconds(side.pid)) - before;
      }
    }
    const [bare = 0, api = 0] = sides.map(({ rates }) => rates.reduce((sum, one) => sum + one, 0) / ROUNDS);
    const gigabytes = (bytesPerSecond: number) => (bytesPerSecond * ROUNDS * SPAN_MS) / 1000 / 1e9;
    return {
      share: api / bare,
      ours: api,
      bare,
      oursCpu: (sides[1]?.cpu ?? 0) / gigabytes(api),
      bareCpu: (sides[0]?.cpu ?? 0) / gigabytes(bare),
      segmentBytes,
      firstBytes,
    };
  } finally {
    bareServer.stop();
    ours.close();
    plain.close();
    await rm(folder, { recursive: true });
  }
}

export const segment: Row = {
  name: 'segment',
  async run(): Promise<Figure[]> {
    const figures: Figure[] = [];
    const firstBytes: number[] = [];
    for (const file of [await films.twoMinutes(), await films.twenty()]) {
      const school = await School.open();
      try {
        const { firstBytes: ofThis, ...numbers } = await measured(school, file);
        const { share, ours, bare, oursCpu, bareCpu, segmentBytes } = numbers;
        firstBytes.push(...ofThis);
        const rate = (bytesPerSecond: number) => `${Math.round(bytesPerSecond / 1e6)} MB/s`;
        figures.push({
          what: `segments of ${(segmentBytes / 1e6).toFixed(1)} MB served: authorised, decrypted, sent`,
          against: `bare Node server of the same plain files ${rate(bare)}`,
          measured: `${ratio(share)} (${rate(ours)}; CPU ${ratio(oursCpu)} s a GB, bare ${ratio(bareCpu)})`,
          reach: '≥ 0.6',
          reached: share >= 0.6,
          numbers,
        });
      } finally {
        await school.close();
      }
    }
    const p95 = percentile(firstBytes, 0.95);
    figures.push({
      what: 'the same, asked for one by one and for the first time: first byte',
      against: '–',
      measured: `p95 ${p95.toFixed(1)} ms, p50 ${percentile(firstBytes, 0.5).toFixed(1)} ms`,
      reach: 'p95 ≤ 15 ms',
      reached: p95 <= 15,
      numbers: { p50: percentile(firstBytes, 0.5), p95, count: firstBytes.length },
    });
    return figures;
  },
};
