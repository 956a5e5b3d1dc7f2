import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { films } from '../support/films.ts';
import { cpuSeconds } from '../support/process-figures.ts';
import { type Figure, ratio, type Row, timed } from '../support/row.ts';
import { School } from '../support/school.ts';

const MINUTES_20 = 1_200_000;
/** Each question costs the API and its database what the film could use: asked fifty times a second, 8 % of a run. */
const ASKED_EVERY_MS = 500;
const SHORT_SIDES = [720, 480, 240];

/** The same rungs by one command: one decode, each rung x264 veryfast, the sound once. */
async function bare(file: string): Promise<{ ms: number; cpu: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'lesblik-ladder-'));
  const split = `[0:v]split=${SHORT_SIDES.length}${SHORT_SIDES.map((_, n) => `[i${n}]`).join('')}`;
  const scales = SHORT_SIDES.map((side, n) => `[i${n}]scale=-2:${side}[o${n}]`);
  const outputs = SHORT_SIDES.flatMap((side, n) => [
    ...['-map', `[o${n}]`, '-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'],
    ...['-force_key_frames', 'expr:gte(t,n_forced*4)', join(folder, `${side}.mp4`)],
  ]);
  const sound = ['-map', '0:a', '-c:a', 'copy', join(folder, 'sound.mp4')];
  const args = ['-y', '-loglevel', 'error', '-i', file, '-filter_complex', [split, ...scales].join(';'), ...outputs];
  const { ms, value: cpu } = await timed(() => cpuOf('ffmpeg', [...args, ...sound]));
  await rm(folder, { recursive: true });
  return { ms, cpu };
}

/** CPU seconds of one command, read from the shell's own account of its child (bash's `times`). */
function cpuOf(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', '"$@" || exit 1; times', 'bash', command, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.on('close', (code) => {
      const last = out.trim().split('\n').at(-1) ?? '';
      const parts = [...last.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s));
      if (code === 0 && parts.length === 2) resolve((parts[0] ?? 0) + (parts[1] ?? 0));
      else reject(new Error(`${command} ended with ${code}`));
    });
  });
}

/** From the last byte to ready, on workers bound to these cores. */
async function ours(file: string, workers: readonly (string | undefined)[]): Promise<{ ms: number; cpu: number }> {
  const school = await School.open({ WORKER_CONCURRENCY: '1' }, workers);
  try {
    const pids = workers.map((_, n) => school.product.pid(n === 0 ? 'worker' : `worker-${n + 1}`));
    const used = async () => (await Promise.all(pids.map(cpuSeconds))).reduce((sum, one) => sum + one, 0);
    const before = await used();
    const { recordingId, lastByte } = await school.film(file);
    const ms = await school.reached(recordingId, 'ready', lastByte, MINUTES_20, ASKED_EVERY_MS);
    return { ms, cpu: (await used()) - before };
  } finally {
    await school.close();
  }
}

export const ladder: Row = {
  name: 'ladder',
  async run(): Promise<Figure[]> {
    const file = await films.ladder();
    const base = await bare(file);
    const whole = await ours(file, [undefined]);
    const one = await ours(file, ['0']);
    const two = await ours(file, ['0', '1']);
    const cpu = whole.cpu / base.cpu;
    const wall = whole.ms / base.ms;
    const faster = one.ms / two.ms;
    const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;
    return [
      {
        what: 'whole ladder of a 4-minute 720p HEVC film, CPU',
        against: `one ffmpeg command ${Math.round(base.cpu)} s`,
        measured: `${ratio(cpu)} (${Math.round(whole.cpu)} s)`,
        reach: '≤ 1.10',
        reached: cpu <= 1.1,
        numbers: { share: cpu, cpuSeconds: whole.cpu, bareCpuSeconds: base.cpu },
      },
      {
        what: 'whole ladder, wall time',
        against: `the same ${seconds(base.ms)}`,
        measured: `${ratio(wall)} (${seconds(whole.ms)})`,
        reach: '≤ 1.15',
        reached: wall <= 1.15,
        numbers: { share: wall, ms: whole.ms, bareMs: base.ms },
      },
      {
        what: 'one film, two media workers of one core each',
        against: `one such worker ${seconds(one.ms)}`,
        measured: `${ratio(faster)} × (${seconds(two.ms)})`,
        reach: '≥ 1.8 ×',
        reached: faster >= 1.8,
        numbers: { faster, oneMs: one.ms, twoMs: two.ms },
      },
    ];
  },
};
