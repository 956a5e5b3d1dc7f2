/** Writes `.env.example` from the settings' schema; with `--check` it fails when the file differs. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../../libs/server/src/config.ts';

const file = join(import.meta.dirname, '../../.env.example');
const required = 'DATABASE_URL';

const entries = Object.entries(environment.shape).map(([name, schema]) => {
  const preset = schema.safeParse(undefined);
  const value = preset.success && preset.data !== undefined ? String(preset.data) : '';
  return `# ${schema.description}\n${name === required ? '' : '#'}${name}=${value}\n`;
});
const wanted = `# Generated from libs/server/src/config.ts. Copy to .env; a line with # before it shows the value taken without it.\n\n${entries.join('\n')}`;

if (process.argv.includes('--check')) {
  const found = await readFile(file, 'utf8').catch(() => '');
  if (found !== wanted) {
    console.error('.env.example differs from the settings: run node infra/generate/env-example.ts');
    process.exit(1);
  }
} else {
  await writeFile(file, wanted);
}
