import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { errorCode } from '@lesblik/server/error-code';
import { MAX_LOGO } from '@lesblik/shared/organisations';
import { Problem } from '@lesblik/shared/problems';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bytes a pixel, by colour type: RGB and RGBA of 8 bits, as every browser's canvas writes them. */
const PIXEL_BYTES: Readonly<Record<number, number>> = { 2: 3, 6: 4 };
const LAST_FILTER = 4;

function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = SIGNATURE.length; at + 12 <= png.length;) {
    const length = png.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > png.length || png.readUInt32BE(end - 4) !== crc32(png.subarray(at + 4, end - 4))) return;
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end - 4) };
    at = end;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The lines of the picture, each behind its filter. Never more bytes than the header says. */
function unpack(packed: Buffer, bytes: number): Buffer | undefined {
  try {
    const lines = inflateSync(packed, { maxOutputLength: bytes });
    return lines.length === bytes ? lines : undefined;
  } catch (error) {
    if (errorCode(error) !== undefined) return undefined;
    throw error;
  }
}

/**
 * A picture unpacked and packed anew: nothing of what was sent stays but its pixels (PNG, ISO/IEC 15948).
 * @throws Problem logo_unreadable
 */
export function cleanLogo(sent: Buffer): Buffer {
  const unreadable = new Problem('logo_unreadable');
  if (sent.length > MAX_LOGO.bytes || !sent.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw unreadable;
  const chunks = [...chunksOf(sent)];
  const [first] = chunks;
  if (first?.type !== 'IHDR' || first.data.length !== 13 || chunks.at(-1)?.type !== 'IEND') throw unreadable;
  const [width, height] = [first.data.readUInt32BE(0), first.data.readUInt32BE(4)];
  const [depth, colour = 0, , , interlaced] = first.data.subarray(8);
  const pixel = PIXEL_BYTES[colour];
  const fits = width > 0 && height > 0 && width <= MAX_LOGO.width && height <= MAX_LOGO.height;
  if (!fits || depth !== 8 || pixel === undefined || interlaced !== 0) throw unreadable;
  const line = 1 + width * pixel;
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const lines = unpack(packed, line * height);
  if (lines === undefined) throw unreadable;
  for (let at = 0; at < lines.length; at += line) if ((lines[at] ?? 0) > LAST_FILTER) throw unreadable;
  const header = Buffer.from(first.data);
  // Compression and filtering have one method each.
  header.set([0, 0], 10);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
