import type { SampleTable } from '../film.ts';
import { find, view } from './boxes.ts';

type Samples = Pick<SampleTable, 'offset' | 'size' | 'dts' | 'pts' | 'key' | 'endDts'>;

/** Fewer bytes a sample than this, all the same, is sound without compression: a table of every one would be too long. */
const LEAST_UNIFORM = 1024;

/** Unfolds a track's sample tables (`stbl`). `undefined` where a table is missing, contradicts another or is too large. */
export function readSamples(stbl: Uint8Array, most: number): Samples | undefined {
  const size = readSizes(stbl, most);
  const stts = find(stbl, 'stts')?.body;
  if (!size || !stts) return undefined;
  const n = size.length;
  const dts = new Float64Array(n);
  const endDts = unfoldTimes(stts, dts);
  const offset = readOffsets(stbl, size);
  if (endDts === undefined || !offset) return undefined;
  const pts = dts.slice();
  const ctts = find(stbl, 'ctts')?.body;
  if (ctts) addCompositionOffsets(ctts, pts);
  return { offset, size, dts, pts, endDts, key: readKeys(find(stbl, 'stss')?.body, n) };
}

function readSizes(stbl: Uint8Array, most: number): Uint32Array | undefined {
  const stsz = find(stbl, 'stsz')?.body;
  const stz2 = find(stbl, 'stz2')?.body;
  const body = stsz ?? stz2;
  if (!body || body.length < 12) return undefined;
  const data = view(body);
  const uniform = stsz ? data.getUint32(4) : 0;
  const bits = stsz ? 32 : (body[7] ?? 0);
  const n = data.getUint32(8);
  if (n > most || (uniform === 0 && body.length < 12 + Math.ceil((n * bits) / 8))) return undefined;
  if (uniform > 0 && uniform < LEAST_UNIFORM) return undefined;
  const size = new Uint32Array(n);
  if (uniform > 0) return size.fill(uniform);
  for (let i = 0; i < n; i++) {
    if (bits === 32) size[i] = data.getUint32(12 + i * 4);
    else if (bits === 16) size[i] = data.getUint16(12 + i * 2);
    else if (bits === 8) size[i] = data.getUint8(12 + i);
    else if (bits === 4) size[i] = (data.getUint8(12 + (i >> 1)) >> (i % 2 === 0 ? 4 : 0)) & 15;
    else return undefined;
  }
  return size;
}

/** Pairs of count and length; answers where the last sample ends. Some writers leave the last run short: it is stretched. */
function unfoldTimes(stts: Uint8Array, dts: Float64Array): number | undefined {
  const data = view(stts);
  const runs = Math.min(data.getUint32(4), Math.floor((stts.length - 8) / 8));
  let at = 0;
  let i = 0;
  let delta = 0;
  for (let r = 0; r < runs; r++) {
    const count = data.getUint32(8 + r * 8);
    delta = data.getUint32(12 + r * 8);
    // A length with its sign bit set is a correction some phones write; ffmpeg takes it for 1.
    if (delta > 0x7fffffff) delta = 1;
    for (let k = 0; k < count && i < dts.length; k++, i++) {
      dts[i] = at;
      at += delta;
    }
  }
  if (i === 0 && dts.length > 0) return undefined;
  for (; i < dts.length; i++) {
    dts[i] = at;
    at += delta;
  }
  return at;
}

function addCompositionOffsets(ctts: Uint8Array, pts: Float64Array): void {
  const data = view(ctts);
  const runs = Math.min(data.getUint32(4), Math.floor((ctts.length - 8) / 8));
  let i = 0;
  for (let r = 0; r < runs; r++) {
    const count = data.getUint32(8 + r * 8);
    // Version 0 says unsigned, but writers put negative ones there too.
    const offset = data.getInt32(12 + r * 8);
    for (let k = 0; k < count && i < pts.length; k++, i++) pts[i] = (pts[i] ?? 0) + offset;
  }
}

function readOffsets(stbl: Uint8Array, size: Uint32Array): Float64Array | undefined {
  const stsc = find(stbl, 'stsc')?.body;
  const stco = find(stbl, 'stco')?.body;
  const co64 = find(stbl, 'co64')?.body;
  const table = stco ?? co64;
  if (!stsc || !table) return undefined;
  const width = stco ? 4 : 8;
  const places = view(table);
  const chunks = Math.min(places.getUint32(4), Math.floor((table.length - 8) / width));
  const place = (c: number): number => (stco ? places.getUint32(8 + c * 4) : Number(places.getBigUint64(8 + c * 8)));

  const runs = view(stsc);
  const runCount = Math.min(runs.getUint32(4), Math.floor((stsc.length - 8) / 12));
  const offset = new Float64Array(size.length);
  let i = 0;
  for (let r = 0; r < runCount; r++) {
    const first = runs.getUint32(8 + r * 12) - 1;
    const perChunk = runs.getUint32(12 + r * 12);
    const end = r + 1 < runCount ? runs.getUint32(8 + (r + 1) * 12) - 1 : chunks;
    // Runs that hold nothing or go backwards would cost time without end.
    if (perChunk === 0 || first < 0 || end < first) return undefined;
    for (let c = first; c < end && c < chunks && i < size.length; c++) {
      let at = place(c);
      for (let k = 0; k < perChunk && i < size.length; k++, i++) {
        offset[i] = at;
        at += size[i] ?? 0;
      }
    }
  }
  return i === size.length ? offset : undefined;
}

/** Without a table of key frames every sample is one. */
function readKeys(stss: Uint8Array | undefined, n: number): Uint8Array {
  if (!stss) return new Uint8Array(n).fill(1);
  const key = new Uint8Array(n);
  const data = view(stss);
  const count = Math.min(data.getUint32(4), Math.floor((stss.length - 8) / 4));
  for (let i = 0; i < count; i++) {
    const sample = data.getUint32(8 + i * 4) - 1;
    if (sample < n) key[sample] = 1;
  }
  return key;
}
