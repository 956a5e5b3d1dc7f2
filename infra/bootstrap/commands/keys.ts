import { existsSync } from 'node:fs';
import { inRoot, root } from '../paths.ts';
import { run } from '../run.mjs';
import { Halt } from '../say.mjs';
import { dataFolder, loadEnvFile } from '../settings.ts';
import { build } from '../steps/build.ts';

/** `npm run keys -- rotate | rewrap | split <folder> | recover <part> <part>`: also while Lesblik runs. */
export async function keys(args: string[]): Promise<number> {
  loadEnvFile();
  const data = dataFolder();
  if (!existsSync(data)) throw new Halt(`There is nothing in ${data} that has keys.`);
  await build(['server']);
  const { code } = await run(process.execPath, [inRoot('infra/keys/keys.ts'), ...args], {
    // Files are meant from where the command was given.
    cwd: process.env['INIT_CWD'] ?? root,
    // Only the settings of the keys are used; the database's has to be something.
    env: { ...process.env, DATA_DIR: data, DATABASE_URL: process.env['DATABASE_URL'] ?? 'postgres://localhost/unused' },
    onOutput: (text: string) => void process.stdout.write(text),
  });
  return code ?? 1;
}
