import { inRoot, root } from '../paths.ts';
import { prepare } from '../prepare.ts';
import { run } from '../run.mjs';
import { build } from '../steps/build.ts';
import { attackTools } from '../steps/debian.ts';

/** `npm run test:attack [-- part of a route's name …]`: takes long, and so is no part of `npm test`. */
export async function attack(patterns: string[]): Promise<number> {
  const { mediasoupWorkerBin } = await prepare(attackTools);
  await build();
  const { code } = await run(process.execPath, [inRoot('test/attack/main.ts'), ...patterns], {
    cwd: root,
    env: { ...process.env, MEDIASOUP_WORKER_BIN: mediasoupWorkerBin },
    onOutput: (text: string) => void process.stdout.write(text),
  });
  return code ?? 1;
}
