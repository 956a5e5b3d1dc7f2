import { FilmRefused } from '../refusal.ts';
import type { FilmSource } from '../source.ts';
import { view } from './boxes.ts';

interface TopBox {
  type: string;
  start: number;
  /** Length and name, as they stand in the film. */
  header: Uint8Array;
  size: number;
}

export interface Layout {
  boxes: TopBox[];
  /** Content of `moov`. */
  moov: Uint8Array;
  /** The whole `ftyp` box; empty where there is none. */
  brand: Uint8Array;
}

const MOST_BOXES = 10_000;
const LARGEST_INDEX = 256 * 2 ** 20;

/**
 * Walks a film's outermost boxes by their headers and reads its index, wherever it stands.
 * @throws FilmRefused film_truncated, film_unreadable
 */
export async function readLayout(source: FilmSource, signal?: AbortSignal): Promise<Layout> {
  const found: TopBox[] = [];
  for (let at = 0; at + 8 <= source.size && found.length < MOST_BOXES;) {
    const bytes = await source.read(at, Math.min(16, source.size - at), signal);
    const data = view(bytes);
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => data.getUint8(i)));
    let size = data.getUint32(0);
    let header = 8;
    if (size === 1 && data.byteLength === 16) {
      size = Number(data.getBigUint64(8));
      header = 16;
    } else if (size === 0) size = source.size - at;
    if (size < header) throw new FilmRefused('film_unreadable', `box ${type} of ${size} bytes at ${at}`);
    found.push({ type, start: at, header: bytes.slice(0, header), size });
    at += size;
  }
  const index = found.find((b) => b.type === 'moov');
  const last = found.at(-1);
  const cut = last !== undefined && last.start + last.size > source.size;
  if (!index || (index === last && cut)) throw new FilmRefused('film_truncated', 'no whole index (moov)');
  if (index.size > LARGEST_INDEX) throw new FilmRefused('film_unreadable', `index of ${index.size} bytes`);
  if (cut && last.type === 'mdat')
    throw new FilmRefused('film_truncated', `${last.start + last.size - source.size} bytes are missing`);

  const body = (b: TopBox): Promise<Uint8Array> =>
    source.read(b.start + b.header.length, b.size - b.header.length, signal);
  const brand = found.find((b) => b.type === 'ftyp' && b.size < 4096);
  return {
    boxes: found,
    moov: await body(index),
    brand: brand ? await source.read(brand.start, brand.size, signal) : new Uint8Array(0),
  };
}
