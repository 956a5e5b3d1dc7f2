import { inRoot, root } from '../paths.ts';
import { prepare } from '../prepare.ts';
import { run } from '../run.mjs';
import { build } from '../steps/build.ts';
import { testTools } from '../steps/debian.ts';

/** `npm run bench [-- row …]`: on a machine that does nothing else. */
export async function bench(rows: string[]): Promise<number> {
  const { mediasoupWorkerBin } = await prepare(testTools);
  await build();
  const { code } = await run(process.execPath, [inRoot('test/bench/main.ts'), ...rows], {
    cwd: root,
    env: { ...process.env, MEDIASOUP_WORKER_BIN: mediasoupWorkerBin },
    onOutput: (text: string) => void process.stdout.write(text),
  });
  return code ?? 1;
}
