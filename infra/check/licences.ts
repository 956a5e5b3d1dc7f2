import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from '../bootstrap/paths.ts';

/** Licences whose works may be part of one under EUPL-1.2: permissive ones, public domain, the font licence, and those of the EUPL's own appendix. */
const compatible = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'Apache-2.0',
  'Python-2.0',
  'Unlicense',
  'CC0-1.0',
  'OFL-1.1',
  'MPL-2.0',
  'LGPL-2.1-or-later',
  'LGPL-3.0-or-later',
  'EUPL-1.2',
]);

/** Packages that say their licence in words only, read by a person. */
const readByHand: Record<string, string> = { 'node_modules/combine-errors': 'MIT', 'node_modules/png-js': 'MIT' };

interface LockedPackage {
  version?: string;
  license?: string;
  dev?: boolean;
  link?: boolean;
}

/** A choice needs one compatible licence, a combination all of them. */
export const isCompatible = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(/\s+OR\s+/)
    .some((choice) => choice.split(/\s+AND\s+/).every((licence) => compatible.has(licence)));

/** Answers what reaches a user of Lesblik and may not, one a line. */
export async function licences(): Promise<string> {
  const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.dev && !entry.link)
    .map(([path, entry]) => ({ path, licence: entry.license ?? readByHand[path] ?? licenceOfInstalled(path) }))
    .filter(({ licence }) => !isCompatible(licence))
    .map(({ path, licence }) => `${path}: licence ${licence} is not known to fit EUPL-1.2 (infra/check/licences.ts)`)
    .join('\n');
}

/** Old packages name their licence in ways that the lock file does not carry. */
function licenceOfInstalled(path: string): string {
  const file = inRoot(path, 'package.json');
  if (!existsSync(file)) return 'none, and not installed';
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as {
    license?: string | { type: string };
    licenses?: { type: string }[];
  };
  if (license !== undefined) return typeof license === 'string' ? license : license.type;
  return licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
}
