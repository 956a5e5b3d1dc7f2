import { crc32, deflateSync } from 'node:zlib';
import type { World } from './world.ts';

interface Made {
  width?: number;
  height?: number;
  /** PNG's number of the kind of pixels: 6 is RGBA. */
  colour?: number;
  interlaced?: number;
  /** Beside the picture, between header and pixels. */
  besides?: [type: string, data: Buffer][];
  /** What stands for the pixels. */
  pixels?: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of one colour, as a browser's canvas writes it, or deliberately not so. */
export function madeLogo({
  width = 120,
  height = 40,
  colour = 6,
  interlaced = 0,
  besides = [],
  pixels,
}: Made = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colour, 0, 0, interlaced], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 4, Buffer.from([15, 94, 90, 255]))]);
  const lines = pixels ?? Buffer.concat(Array.from({ length: height }, () => line));
  return Buffer.concat([
    SIGNATURE,
    pngChunk('IHDR', header),
    ...besides.map(([type, data]) => pngChunk(type, data)),
    pngChunk('IDAT', deflateSync(lines)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Gives a school one, unless it has one. */
export const giveLogo = ({ services }: World, organisationId: string) =>
  services.db
    .insertInto('organisationLogo')
    .values({ organisationId, png: madeLogo(), changedAt: new Date() })
    .onConflict((on) => on.doNothing())
    .execute();
