import { open } from 'node:fs/promises';
import { unlessMissing } from './error-code.ts';

/** After this, the names in the folder survive a loss of power; a folder that is gone has none. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await unlessMissing(open(path));
  try {
    await folder?.sync();
  } finally {
    await folder?.close();
  }
}
