import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Problem } from '@lesblik/shared/problems';
import { errorCode, unlessMissing } from '../error-code.ts';
import { syncFolder } from '../sync-folder.ts';

export const MASTER_KEY_BYTES = 32;

export interface MasterKey {
  /** Tells master keys apart without saying anything about them; recorded in every wrapped key. */
  readonly id: string;
  readonly bytes: Buffer;
}

export function masterKeyOf(bytes: Buffer): MasterKey {
  if (bytes.length !== MASTER_KEY_BYTES)
    throw new Problem('master_key_wrong', undefined, { cause: new Error('It is not 32 bytes.') });
  const id = createHash('sha256').update('lesblik master key').update(bytes).digest('hex').slice(0, 16);
  return { id, bytes };
}

/** From 64 hexadecimal digits or base64, 32 bytes. @throws Problem master_key_wrong */
export function parseMasterKey(text: string): MasterKey {
  const trimmed = text.trim();
  return masterKeyOf(Buffer.from(trimmed, /^[0-9a-fA-F]{64}$/.test(trimmed) ? 'hex' : 'base64'));
}

/** One a line: the first wraps, those below it open what it has not wrapped anew yet. Empty where there is no file. */
export async function readMasterKeys(file: string): Promise<MasterKey[]> {
  const text = (await unlessMissing(readFile(file, 'utf8'))) ?? '';
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map(parseMasterKey);
}

/** Makes the file, whole and readable by its owner only. Of two processes that start at once, one wins and both read its key. */
export async function createMasterKey(file: string, key = masterKeyOf(randomBytes(MASTER_KEY_BYTES))): Promise<void> {
  const half = await writeHalf(file, [key]);
  try {
    await link(half, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(half);
  }
}

/** In place of what the file held, at once. */
export async function replaceMasterKeys(file: string, keys: readonly MasterKey[]): Promise<void> {
  await rename(await writeHalf(file, keys), file);
  await syncFolder(dirname(file));
}

async function writeHalf(file: string, keys: readonly MasterKey[]): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const half = `${file}.${randomBytes(8).toString('hex')}`;
  const lines = keys.map(({ bytes }) => `${bytes.toString('hex')}\n`);
  await writeFile(half, lines.join(''), { mode: 0o600, flag: 'wx', flush: true });
  return half;
}
