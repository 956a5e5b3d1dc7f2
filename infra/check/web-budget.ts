/** `node infra/check/web-budget.ts`: how much script the review page brings, gzipped, and whether that is too much. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { inRoot } from '../bootstrap/paths.ts';

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
}

type Manifest = Record<string, Chunk>;

const ENTRY = 'index.html';
const REVIEW = 'src/features/review/ReviewPage.tsx';
/** Words the page asks for before its first frame, in the larger language. */
const WORDS = ['common', 'review', 'player', 'comments'].map((name) => `src/i18n/nl/${name}.ts`);
/** Words that only pages of their own say; they are found here only because all words are loaded by name. */
const OF_OTHER_PAGES =
  /^src\/i18n\/\w+\/(rooms|identity|organisations|home|talks|trajectories|agreements|requests|templates|goals|goal-page|notifications|reports|exports|deletions|erasure|holds|hiding|class-lists)\.ts$/;
const KB = 1000;
export const LIMITS = { firstFrame: 300 * KB, whole: 500 * KB };

/** What a chunk brings along at once, itself included. */
function atOnce(manifest: Manifest, start: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    manifest[name]?.imports?.forEach(visit);
  };
  start.forEach(visit);
  return found;
}

/** The review page's script files: before the first frame, and with everything that the page may load later. */
export function reviewFiles(site: string): { firstFrame: string[]; whole: string[] } {
  const manifest = JSON.parse(readFileSync(join(site, '.vite/manifest.json'), 'utf8')) as Manifest;
  const files = (names: Set<string>): string[] =>
    [...names].map((name) => manifest[name]?.file ?? '').filter((file) => file.endsWith('.js'));
  const first = atOnce(manifest, [ENTRY, REVIEW, ...WORDS]);
  if (!manifest[REVIEW] || WORDS.some((name) => !manifest[name]))
    throw new Error('the review page is not in the build');
  const later = new Set(first);
  const open = [...atOnce(manifest, [REVIEW])];
  for (const name of open) {
    for (const lazy of manifest[name]?.dynamicImports ?? []) {
      if (OF_OTHER_PAGES.test(lazy)) continue;
      for (const part of atOnce(manifest, [lazy])) {
        if (!later.has(part)) open.push(part);
        later.add(part);
      }
    }
  }
  return { firstFrame: files(first), whole: files(later) };
}

/** @returns their bytes, gzipped */
export function reviewScript(site: string): { firstFrame: number; whole: number } {
  const total = (files: string[]): number =>
    files.reduce((sum, file) => sum + gzipSync(readFileSync(join(site, file))).length, 0);
  const { firstFrame, whole } = reviewFiles(site);
  return { firstFrame: total(firstFrame), whole: total(whole) };
}

if (process.argv[1] === import.meta.filename) {
  const { firstFrame, whole } = reviewScript(inRoot('apps/web/dist'));
  const line = (what: string, bytes: number, limit: number): string =>
    `${what}: ${(bytes / KB).toFixed(1)} kB of at most ${limit / KB}`;
  console.info(line('before the first frame', firstFrame, LIMITS.firstFrame));
  console.info(line('all of the review page', whole, LIMITS.whole));
  if (firstFrame > LIMITS.firstFrame || whole > LIMITS.whole) process.exitCode = 1;
}
