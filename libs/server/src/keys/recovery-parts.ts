import { createHash, randomBytes } from 'node:crypto';
import { type MasterKey, masterKeyOf, MASTER_KEY_BYTES } from './master-key.ts';

/**
 * A master key in two parts, each as random as the other: who has one of them knows nothing of the key (a one-time pad).
 * A part is version, number, the key's id, 32 bytes, and 4 of their SHA-256, so that a mistyped one is told from a wrong one.
 */
const VERSION = 1;
const ID_BYTES = 8;
const CHECK_BYTES = 4;
const LENGTH = 2 + ID_BYTES + MASTER_KEY_BYTES + CHECK_BYTES;

const check = (bytes: Buffer): Buffer =>
  createHash('sha256').update('lesblik recovery part').update(bytes).digest().subarray(0, CHECK_BYTES);

function written(number: number, key: MasterKey, share: Buffer): string {
  const bytes = Buffer.concat([Buffer.from([VERSION, number]), Buffer.from(key.id, 'hex'), share]);
  const digits = Buffer.concat([bytes, check(bytes)]).toString('hex');
  return (digits.match(/.{4}/g) ?? []).join(' ');
}

const xor = (one: Buffer, other: Buffer): Buffer => Buffer.from(one.map((byte, n) => byte ^ (other[n] ?? 0)));

/** In groups of four digits, to be typed from paper. */
export function splitMasterKey(key: MasterKey): [string, string] {
  const first = randomBytes(MASTER_KEY_BYTES);
  return [written(1, key, first), written(2, key, xor(key.bytes, first))];
}

interface Part {
  number: number;
  id: string;
  share: Buffer;
}

/** Why two parts give no key, as a sentence. */
export class PartsError extends Error {
  override readonly name = 'PartsError';
}

/** Whatever else stands in the text: a line with nothing but a part's digits and spaces is looked for. @throws PartsError */
function parsePart(text: string, which: string): Part {
  const lines = text.split('\n').map((line) => line.replaceAll(/[\s-]/g, ''));
  const digits = lines.find((line) => /^[0-9a-fA-F]+$/.test(line) && line.length > MASTER_KEY_BYTES) ?? '';
  const bytes = Buffer.from(digits, 'hex');
  if (bytes.length !== LENGTH || digits.length !== 2 * LENGTH)
    throw new PartsError(`The ${which} part is not whole: it has ${2 * LENGTH} digits.`);
  if (!check(bytes.subarray(0, -CHECK_BYTES)).equals(bytes.subarray(-CHECK_BYTES)))
    throw new PartsError(`The ${which} part is mistyped: its last digits do not fit the others.`);
  if (bytes[0] !== VERSION) throw new PartsError(`The ${which} part is of a newer version of Lesblik.`);
  return {
    number: bytes[1] ?? 0,
    id: bytes.subarray(2, 2 + ID_BYTES).toString('hex'),
    share: bytes.subarray(2 + ID_BYTES, -CHECK_BYTES),
  };
}

/** @throws PartsError */
export function joinParts(one: string, other: string): MasterKey {
  const [first, second] = [parsePart(one, 'first'), parsePart(other, 'second')];
  if (first.id !== second.id) throw new PartsError('The two parts are of different master keys.');
  if (first.number === second.number) throw new PartsError('Both are the same part: the other one is needed too.');
  const key = masterKeyOf(xor(first.share, second.share));
  if (key.id !== first.id) throw new PartsError('The two parts were made at different times: take two of one day.');
  return key;
}
