import { constants } from 'node:fs';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Tools } from './confine.ts';

/** Below the scratch folder: the one place where decoders write. */
const OUT = 'out';

export const outFile = (scratch: string, name: string): string => join(scratch, OUT, name);

/**
 * Lets whom the decoders run as read their input and write to `out`, and no more. They own nothing that we write to; what
 * lies in `out` is read by `untrusted`.
 */
export async function lend({ runAs }: Pick<Tools, 'runAs'>, scratch: string, input: string): Promise<void> {
  const out = join(scratch, OUT);
  await mkdir(out, { recursive: true, mode: 0o700 });
  if (runAs === undefined) return;
  await chown(out, runAs, runAs);
  await chmod(scratch, 0o711);
  if (dirname(input) === scratch) await chmod(input, 0o644);
}

/** Flags to open what a decoder made: a link of its making leads nowhere, and a pipe keeps nobody waiting. */
export const untrusted = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
