/** `npm run keys -- …`: a new master key, and a master key in two parts that two people keep. */
import { loadConfig } from '@lesblik/server/config';
import { PartsError } from '@lesblik/server/keys/recovery-parts';
import { Problem } from '@lesblik/shared/problems';
import { recover } from './recover.ts';
import { rewrap, rotate } from './rotate.ts';
import { Refused } from './refused.ts';
import { signAnew } from './sign-anew.ts';
import { split } from './split.ts';

const [command = '', ...args] = process.argv.slice(2);
const commands: Record<string, (keys: ReturnType<typeof loadConfig>['keys'], args: string[]) => Promise<string>> = {
  rotate,
  rewrap,
  split,
  recover,
  'sign-anew': signAnew,
};

try {
  const act = commands[command];
  if (!act)
    throw new Refused('Say what: npm run keys -- rotate | rewrap | split <folder> | recover <part> <part> | sign-anew');
  process.stdout.write(`${await act(loadConfig().keys, args)}\n`);
} catch (error) {
  const cause = error instanceof Problem && error.cause instanceof Error ? ` ${error.cause.message}` : '';
  if (!(error instanceof Refused || error instanceof PartsError || error instanceof Problem)) throw error;
  process.stderr.write(`${error.message}${cause}\n`);
  process.exitCode = 1;
}
