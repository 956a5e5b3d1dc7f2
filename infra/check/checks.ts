import { run } from '../bootstrap/run.mjs';
import { root, tool } from '../bootstrap/paths.ts';
import { audit } from './audit.ts';
import { licences } from './licences.ts';

/** One thing that must hold of the source; `run` answers what is wrong, empty when nothing is, or why it could not look. */
export interface Check {
  name: string;
  run: () => Promise<string | { note: string }>;
}

const sourceFolders = [
  'libs/shared/src',
  'libs/server/src',
  'apps/api/src',
  'apps/worker/src',
  'apps/web/src',
  'test',
  'infra',
];

const script = (name: string, ...args: string[]): Check => ({
  name,
  run: async () => {
    const { code, output } = await run(process.execPath, args, { cwd: root });
    return code === 0 ? '' : output.trim() || `${name} ended with status ${code} and said nothing`;
  },
});

const command = (name: string, program: string, ...args: string[]): Check => script(name, tool(program), ...args);

/** Independent of each other. */
export const sourceChecks: Check[] = [
  command('format', 'oxfmt/bin/oxfmt', '--check', '.'),
  command('lint', 'oxlint/bin/oxlint', '--deny-warnings', '--report-unused-disable-directives'),
  command('types', 'typescript7/bin/tsc', '-b'),
  command('boundaries', 'dependency-cruiser/bin/dependency-cruiser.mjs', ...sourceFolders),
  command('dead code', 'knip/bin/knip.js', '--no-progress'),
  script('settings drift', 'infra/generate/env-example.ts', '--check'),
  script('table types drift', 'infra/generate/database-types.ts', '--check'),
  { name: 'licences', run: licences },
  { name: 'known weaknesses', run: audit },
];
