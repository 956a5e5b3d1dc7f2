import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Problem } from '@lesblik/shared/problems';
import { errorCode, unlessMissing } from '../error-code.ts';

export interface MasterKey {
  /** Tells master keys apart without saying anything about them; recorded in every wrapped key. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** From 64 hexadecimal digits or base64, 32 bytes. @throws Problem master_key_wrong */
export function parseMasterKey(text: string): MasterKey {
  const trimmed = text.trim();
  const bytes = Buffer.from(trimmed, /^[0-9a-fA-F]{64}$/.test(trimmed) ? 'hex' : 'base64');
  if (bytes.length !== 32)
    throw new Problem('master_key_wrong', undefined, { cause: new Error('It is not 32 bytes.') });
  const id = createHash('sha256').update('lesblik master key').update(bytes).digest('hex').slice(0, 16);
  return { id, bytes };
}

export async function readMasterKey(file: string): Promise<MasterKey | undefined> {
  const text = await unlessMissing(readFile(file, 'utf8'));
  return text === undefined ? undefined : parseMasterKey(text);
}

/** Makes the file, whole and readable by its owner only. Of two processes that start at once, one wins and both read its key. */
export async function createMasterKey(file: string): Promise<MasterKey> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const half = `${file}.${randomBytes(8).toString('hex')}`;
  await writeFile(half, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(half, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(half);
  }
  return parseMasterKey(await readFile(file, 'utf8'));
}
