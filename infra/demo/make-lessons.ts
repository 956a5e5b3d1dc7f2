/**
 * Makes the demo's lessons: `node infra/demo/make-lessons.ts [file …]`, all of them or these. Needs espeak-ng,
 * librsvg2-bin, fonts-dejavu-core and ffmpeg. The films are kept in infra/demo/lessons, so this runs only when what is
 * said or drawn changes.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { draw, type Pupil } from './drawing.ts';
import { type Lesson, lessons } from './lessons.ts';

const run = promisify(execFile);
const FPS = 12;

interface Spoken {
  at: number;
  seconds: number;
  who: 'teacher' | number;
  wav: string;
}

const looks: readonly Omit<Pupil, 'hand' | 'sway'>[] = [
  { x: 150, y: 470, hair: '#3b2a20', shirt: '#b3402e', skin: '#c68a63' },
  { x: 345, y: 486, hair: '#d9b26a', shirt: '#587b4a', skin: '#edc3a0' },
  { x: 540, y: 470, hair: '#1f1a17', shirt: '#d9a441', skin: '#8d5a3c' },
  { x: 735, y: 486, hair: '#7a4a2b', shirt: '#7b5b8c', skin: '#e3b18c' },
  { x: 930, y: 470, hair: '#2b211b', shirt: '#38597c', skin: '#b97f58' },
  { x: 1125, y: 486, hair: '#a3672f', shirt: '#c97f4a', skin: '#efcaa9' },
];

async function make(lesson: Lesson): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lesson-'));
  try {
    const spoken = await speak(lesson, folder);
    const frames = lesson.seconds * FPS;
    for (let first = 0; first < frames; first += 4) {
      await Promise.all(
        [0, 1, 2, 3].filter((n) => first + n < frames).map((n) => frame(lesson, spoken, first + n, folder)),
      );
    }
    const target = join(import.meta.dirname, 'lessons', lesson.file);
    await mkdir(join(import.meta.dirname, 'lessons'), { recursive: true });
    const mix = spoken.map(({ at }, index) => `[${index + 1}]adelay=${at * 1000}:all=1[s${index}]`).join(';');
    const inputs = spoken.map((_, index) => `[s${index}]`).join('');
    await run('ffmpeg', [
      ...['-y', '-loglevel', 'error', '-framerate', String(FPS), '-i', join(folder, '%05d.png')],
      ...spoken.flatMap(({ wav }) => ['-i', wav]),
      ...['-filter_complex', `${mix};${inputs}amix=inputs=${spoken.length}:normalize=0,apad,aresample=48000[sound]`],
      ...['-map', '0:v', '-map', '[sound]', '-t', String(lesson.seconds), '-r', '24'],
      ...['-c:v', 'libx264', '-preset', 'slow', '-crf', '24', '-pix_fmt', 'yuv420p', '-g', '96', '-bf', '2'],
      ...['-c:a', 'aac', '-b:a', '64k', '-ac', '1', '-movflags', '+faststart', target],
    ]);
    process.stdout.write(`${target}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Pupils speak higher and a little faster than their teacher. */
async function speak({ lines }: Lesson, folder: string): Promise<Spoken[]> {
  return Promise.all(
    lines.map(async ({ at, who, says }, index) => {
      const wav = join(folder, `${index}.wav`);
      const voice = who === 'teacher' ? ['-p', '55', '-s', '150'] : ['-p', String(78 + who * 3), '-s', '165'];
      await run('espeak-ng', ['-v', 'nl', ...voice, '-w', wav, says]);
      const { stdout } = await run('ffprobe', [
        '-v',
        'error',
        '-show_entries',
        'format=duration',
        '-of',
        'csv=p=0',
        wav,
      ]);
      return { at, who, wav, seconds: Number(stdout) };
    }),
  );
}

async function frame(lesson: Lesson, spoken: readonly Spoken[], number: number, folder: string): Promise<void> {
  const time = number / FPS;
  const talking = spoken.some(({ who, at, seconds }) => who === 'teacher' && time >= at && time < at + seconds);
  const x = along(lesson.walk, time);
  const walking = Math.abs(along(lesson.walk, time + 0.1) - x) > 0.5;
  const svg = draw({
    wall: lesson.wall,
    clock: time,
    board: lesson.board.findLast(({ at }) => at <= time)?.lines ?? [],
    teacher: {
      x,
      mouth: talking ? Math.abs(Math.sin(time * 9)) : 0,
      arm: talking ? 24 + 18 * Math.sin(time * 2.3) : 0,
      step: walking ? time * 8 : 0,
    },
    pupils: looks.map((look, index) => ({
      ...look,
      hand: Math.max(0, ...lesson.hands.filter(({ pupil }) => pupil === index).map((hand) => raised(hand, time))),
      sway: 3 * Math.sin(time * 0.7 + index * 1.9),
    })),
  });
  const name = join(folder, String(number).padStart(5, '0'));
  await writeFile(`${name}.svg`, svg);
  await run('rsvg-convert', ['-o', `${name}.png`, `${name}.svg`]);
}

/** Half a second up, half a second down. */
const raised = ({ from, to }: { from: number; to: number }, time: number): number =>
  Math.min(1, Math.max(0, Math.min((time - from) * 2, (to - time) * 2)));

function along(path: Lesson['walk'], time: number): number {
  const before = path.findLast(({ at }) => at <= time) ?? path[0];
  const next = path.find(({ at }) => at > time) ?? before;
  if (before === undefined || next === undefined || next.at === before.at) return before?.x ?? 0;
  return before.x + ((next.x - before.x) * (time - before.at)) / (next.at - before.at);
}

const wanted = process.argv.slice(2);
for (const lesson of lessons) if (wanted.length === 0 || wanted.includes(lesson.file)) await make(lesson);
