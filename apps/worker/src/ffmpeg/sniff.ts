import type { Demuxer } from './film.ts';
import { FilmRefused } from './refusal.ts';
import type { FilmSource } from './source.ts';

const HEAD = 4096;

/** MPEG transport packets begin with this, every 188 bytes (192 on some cameras, 204 with error correction). */
const TS_SYNC = 0x47;

const text = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

const starts = (bytes: Uint8Array, ...values: number[]): boolean => values.every((v, i) => bytes[i] === v);

const mp4Boxes = new Set(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'moof', 'styp', 'sidx', 'uuid']);
/** HEIF and AVIF stills live in the same boxes as films. */
const stillBrands = new Set(['heic', 'heix', 'heim', 'heis', 'mif1', 'avif', 'jxl ', 'crx ']);

function isTransportStream(head: Uint8Array): boolean {
  return [188, 192, 204].some((packet) => {
    const first = packet === 192 ? 4 : 0;
    const count = Math.floor((head.length - first) / packet);
    if (count < 2) return false;
    return Array.from({ length: Math.min(count, 8) }, (_, i) => head[first + i * packet]).every((b) => b === TS_SYNC);
  });
}

/** An audio frame header at `at`: 11 set bits, then a layer and a rate that exist. */
function audioFrame(head: Uint8Array, at: number): 'mp3' | 'aac' | undefined {
  const second = head[at + 1] ?? 0;
  const third = head[at + 2] ?? 0;
  if (head[at] !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  if ((second & 0xf6) === 0xf0) return (third & 0x3c) >> 2 < 13 ? 'aac' : undefined;
  const layer = (second >> 1) & 3;
  return layer !== 0 && ((second >> 3) & 3) !== 1 && third >> 4 !== 15 && third >> 4 !== 0 && ((third >> 2) & 3) !== 3
    ? 'mp3'
    : undefined;
}

/** The demuxer for these first bytes; `undefined` where they are no film or sound we take. Never asks a file name. */
export function demuxerOf(head: Uint8Array): Demuxer | undefined {
  if (mp4Boxes.has(text(head, 4, 4))) {
    return text(head, 4, 4) === 'ftyp' && stillBrands.has(text(head, 8, 4)) ? undefined : 'mov';
  }
  if (starts(head, 0x1a, 0x45, 0xdf, 0xa3)) return 'matroska';
  if (text(head, 0, 4) === 'RIFF' || text(head, 0, 4) === 'RF64') {
    const form = text(head, 8, 4);
    return form === 'AVI ' ? 'avi' : form === 'WAVE' ? 'wav' : undefined;
  }
  if (text(head, 0, 3) === 'FLV') return 'flv';
  if (text(head, 0, 4) === 'OggS') return 'ogg';
  if (text(head, 0, 4) === 'fLaC') return 'flac';
  if (starts(head, 0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11)) return 'asf';
  if (starts(head, 0x00, 0x00, 0x01, 0xba)) return 'mpeg';
  if (starts(head, 0x06, 0x0e, 0x2b, 0x34)) return 'mxf';
  if (isTransportStream(head)) return 'mpegts';
  if (text(head, 0, 3) === 'ID3') return 'mp3';
  return audioFrame(head, 0);
}

/** @throws FilmRefused film_empty, not_a_film */
export async function sniff(source: FilmSource, signal?: AbortSignal): Promise<Demuxer> {
  if (source.size === 0) throw new FilmRefused('film_empty', 'no bytes');
  const head = await source.read(0, Math.min(HEAD, source.size), signal);
  const demuxer = demuxerOf(head);
  if (!demuxer) throw new FilmRefused('not_a_film', `starts with ${Buffer.from(head.subarray(0, 16)).toString('hex')}`);
  return demuxer;
}
