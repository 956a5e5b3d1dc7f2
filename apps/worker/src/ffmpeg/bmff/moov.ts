import type { SampleTable } from '../film.ts';
import { find, findAll, view } from './boxes.ts';
import { readSamples } from './samples.ts';

export interface Track {
  /** Position among the film's tracks: ffmpeg's stream index. */
  index: number;
  kind: 'video' | 'sound' | 'other';
  /** Absent where only a full demuxer can follow this track (fragments, several edits, external data). */
  samples: SampleTable | undefined;
}

/** Samples shown on the film's own line: one edit, after any number of empty ones. */
interface Edit {
  /** Movie ticks of nothing before it. */
  delay: number;
  /** Media ticks. */
  from: number;
  /** Movie ticks; 0: to the end. */
  duration: number;
}

/** Of all tracks together: a table of equal sizes costs its maker 20 bytes and us 29 for each sample. */
const MOST_SAMPLES = 10_000_000;
const MOST_TRACKS = 64;

/** The tracks an MP4/MOV index (`moov`, without its header) tells of, with every sample's place and time. */
export function readMoov(moov: Uint8Array, brand: Uint8Array): Track[] {
  const mvhd = find(moov, 'mvhd')?.body;
  if (!mvhd) return [];
  const movieScale = timescaleOf(mvhd);
  const fragmented = find(moov, 'mvex') !== undefined;
  let left = MOST_SAMPLES;
  return findAll(moov, 'trak')
    .slice(0, MOST_TRACKS)
    .map((trak, index) => {
      const handler = find(trak.body, 'mdia', 'hdlr')?.body;
      const name = handler ? String.fromCharCode(...handler.subarray(8, 12)) : '';
      const kind = name === 'vide' ? 'video' : name === 'soun' ? 'sound' : 'other';
      const samples = fragmented || kind === 'other' ? undefined : readTrack(trak.body, movieScale, brand, left);
      left -= samples?.size.length ?? 0;
      return { index, kind, samples };
    });
}

function readTrack(
  trak: Uint8Array,
  movieScale: number,
  brand: Uint8Array,
  mostSamples: number,
): SampleTable | undefined {
  const mdhd = find(trak, 'mdia', 'mdhd')?.body;
  const stbl = find(trak, 'mdia', 'minf', 'stbl')?.body;
  const description = stbl && find(stbl, 'stsd');
  if (!mdhd || !description || view(description.body).getUint32(4) !== 1) return undefined;
  const edit = readEdits(find(trak, 'edts', 'elst')?.body);
  const timescale = timescaleOf(mdhd);
  const samples = readSamples(stbl, mostSamples);
  if (!edit || !samples || timescale === 0 || movieScale === 0) return undefined;
  const ticks = (movie: number): number => (movie * timescale) / movieScale;
  return {
    ...samples,
    timescale,
    brand,
    description: description.whole.slice(),
    shift: ticks(edit.delay) - edit.from,
    showFrom: edit.from,
    showUntil: edit.duration === 0 ? Infinity : edit.from + ticks(edit.duration),
  };
}

function timescaleOf(body: Uint8Array): number {
  return view(body).getUint32(body[0] === 1 ? 20 : 12);
}

/** `undefined` where there is more than one piece, or one that is not at normal speed. */
function readEdits(elst: Uint8Array | undefined): Edit | undefined {
  const edit: Edit = { delay: 0, from: 0, duration: 0 };
  if (!elst) return edit;
  const data = view(elst);
  const long = elst[0] === 1;
  const count = Math.min(data.getUint32(4), Math.floor((elst.length - 8) / (long ? 20 : 12)));
  let seen = 0;
  for (let i = 0; i < count; i++) {
    const at = 8 + i * (long ? 20 : 12);
    const duration = long ? Number(data.getBigUint64(at)) : data.getUint32(at);
    const from = long ? Number(data.getBigInt64(at + 8)) : data.getInt32(at + 4);
    const rate = data.getInt32(at + (long ? 16 : 8));
    if (from === -1 && seen === 0) edit.delay += duration;
    else if (from >= 0 && rate === 0x10000 && seen === 0) {
      seen = 1;
      edit.from = from;
      edit.duration = duration;
    } else return undefined;
  }
  return edit;
}
