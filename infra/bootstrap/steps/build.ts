import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot, root, tool } from '../paths.ts';
import { lastLines, run } from '../run.mjs';
import { Halt, step } from '../say.mjs';

type Label = 'server' | 'web';

interface Part {
  label: Label;
  sources: string[];
  result: string;
  command: string[];
}

const parts: Part[] = [
  {
    label: 'server',
    sources: ['libs/*/src/**', 'apps/{api,worker}/src/**', '{libs,apps}/*/{package,tsconfig}.json', 'tsconfig*.json'],
    result: 'apps/api/dist/main.js',
    command: [tool('typescript7/bin/tsc'), '-b', 'apps/api', 'apps/worker'],
  },
  {
    label: 'web',
    sources: ['apps/web/**', 'libs/shared/src/**', 'package-lock.json'],
    result: 'apps/web/dist/index.html',
    command: [tool('vite/bin/vite.js'), 'build', 'apps/web', '--logLevel', 'warn'],
  },
];

/** Compiles what changed since the last time. */
export async function build(wanted: Label[] = ['server', 'web']): Promise<void> {
  for (const part of parts.filter(({ label }) => wanted.includes(label))) {
    const stampFile = inRoot('.cache', `build-${part.label}.stamp`);
    const stamp = stampOf(part.sources);
    if (existsSync(inRoot(part.result)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue;
    await step(`build of the ${part.label}`, async (onOutput) => {
      const { code, output } = await run(process.execPath, part.command, { cwd: root, onOutput });
      if (code !== 0) throw new Halt(`The build of the ${part.label} failed.\n${lastLines(output)}`);
    });
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  }
}

/** Names, sizes and times of change: reading the contents would cost more than it tells. */
function stampOf(patterns: string[]): string {
  const hash = createHash('sha256');
  const files = globSync(patterns, { cwd: root, exclude: ['**/dist/**', '**/node_modules/**', '**/*.tsbuildinfo'] });
  for (const file of files.toSorted()) {
    const { size, mtimeMs, isFile } = describe(file);
    if (isFile) hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function describe(file: string): { size: number; mtimeMs: number; isFile: boolean } {
  const stat = statSync(inRoot(file));
  return { size: stat.size, mtimeMs: stat.mtimeMs, isFile: stat.isFile() };
}
