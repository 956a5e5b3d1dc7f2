import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The wrapper of a decoder with another program in the decoder's place: what a crafted film could make of it.
 * @param more what else is put in the place of what in the wrapper
 */
export async function insteadOf(wrapper: string, program: string, more: Record<string, string> = {}): Promise<string> {
  const text = await readFile(wrapper, 'utf8');
  let other = text.replace(/ff(mpeg|probe) "\$@"\n$/, `${program} "$@"\n`);
  for (const [what, by] of Object.entries(more)) other = other.replace(new RegExp(what), by);
  if (other === text) throw new Error('no decoder in the wrapper');
  const path = join(await mkdtemp(join(dirname(wrapper), 'other-')), 'program');
  await writeFile(path, other, { mode: 0o700 });
  return path;
}
