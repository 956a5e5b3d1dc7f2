import { box, concat, find, findAll, fullBox, u32, u64, view, words } from './boxes.ts';

/** One coded frame of a fragment, in decode order. `pts` in the track's ticks. */
export interface CodedFrame {
  pts: number;
  bytes: Uint8Array;
}

const KEY_FRAME = 0x02000000;
const OTHER_FRAME = 0x01010000;

/**
 * A media segment (`moof` and `mdat`) that plays from `start` up to `end`.
 *
 * Its decode time is its first frame's time exactly, whoever made the segment before it, so that nothing must be shifted
 * against the sound. No composition offset is negative (ffmpeg moves a track that has one): where frames are decoded ahead
 * of their turn, the first few decode times lie closer together instead. The durations add up to `end - start`.
 * @param frames in decode order; the first is shown first and can be decoded alone.
 */
export function mediaSegment(n: number, start: number, end: number, frames: CodedFrame[]): Uint8Array {
  const first = frames[0]?.pts ?? start;
  // A damaged film leaves no hole where frames are lost, and may claim to show one before the key frame it needs.
  const shown = frames.map(({ pts }) => (pts <= first ? start : Math.min(pts, end)));
  const decoded = decodeTimes(shown);
  const rows = frames.flatMap(({ bytes }, i) => {
    const at = decoded[i] ?? start;
    return [(decoded[i + 1] ?? end) - at, bytes.length, (shown[i] ?? at) - at];
  });
  return fragment(
    n,
    start,
    0xb05,
    rows,
    KEY_FRAME,
    frames.map((f) => f.bytes),
  );
}

/** Ascending times, none after its frame is shown; the times themselves in ascending order, later by the reordering's depth. */
function decodeTimes(shown: number[]): number[] {
  const byTime = shown.map((_, i) => i).sort((a, b) => (shown[a] ?? 0) - (shown[b] ?? 0) || a - b);
  const order = byTime.map((i) => shown[i] ?? 0);
  const rank = new Uint32Array(shown.length);
  byTime.forEach((i, place) => (rank[i] = place));
  let depth = 0;
  let next = Infinity;
  for (let i = shown.length - 1; i >= 0; i--) {
    next = Math.min(next, rank[i] ?? i);
    depth = Math.max(depth, i - next);
  }
  const [first = 0, second = first] = order;
  const step = Math.floor((second - first) / (depth + 1));
  return shown.map((_, i) => (i <= depth ? first + i * step : (order[i - depth] ?? first)));
}

/** A segment of sound whose frames all last `frameTicks`; each can be decoded alone. */
export function soundSegment(n: number, start: number, frameTicks: number, frames: Uint8Array[]): Uint8Array {
  const rows = frames.flatMap((f) => [frameTicks, f.length]);
  return fragment(n, start, 0x301, rows, undefined, frames);
}

/** `flags` say which columns `rows` has (14496-12, `trun`). */
function fragment(
  n: number,
  start: number,
  flags: number,
  rows: number[],
  first: number | undefined,
  parts: Uint8Array[],
): Uint8Array {
  const head = first === undefined ? [] : [first];
  const build = (dataOffset: number): Uint8Array =>
    box(
      'moof',
      fullBox('mfhd', 0, 0, u32(n + 1)),
      box(
        'traf',
        fullBox('tfhd', 0, 0x020020, u32(1, first === undefined ? KEY_FRAME : OTHER_FRAME)),
        fullBox('tfdt', 1, 0, u64(start)),
        fullBox('trun', 1, flags, u32(parts.length, dataOffset, ...head), words(rows)),
      ),
    );
  const length = build(0).length;
  const bytes = parts.reduce((sum, part) => sum + part.length, 8);
  // Joined once: a copied film passes here whole.
  return concat([build(length + 8), u32(bytes), 'mdat', ...parts]);
}

/** A fragment as ffmpeg wrote it: its frames in decode order, with their times. */
export function readFragment(moof: Uint8Array, mdat: Uint8Array): CodedFrame[] {
  const traf = find(moof, 'traf')?.body;
  const tfhd = traf && find(traf, 'tfhd')?.body;
  const tfdt = traf && find(traf, 'tfdt')?.body;
  if (!traf || !tfhd || !tfdt) throw new TypeError('A fragment without times.');
  const defaults = readDefaults(tfhd);
  let time = tfdt[0] === 1 ? Number(view(tfdt).getBigUint64(4)) : view(tfdt).getUint32(4);
  let place = 0;
  const frames: CodedFrame[] = [];
  for (const { body } of findAll(traf, 'trun')) {
    const data = view(body);
    const flags = data.getUint32(0) & 0xffffff;
    const count = data.getUint32(4);
    let at = 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0);
    const next = (flag: number, otherwise: number): number => {
      if (!(flags & flag)) return otherwise;
      at += 4;
      return flag === 0x800 ? data.getInt32(at - 4) : data.getUint32(at - 4);
    };
    for (let i = 0; i < count; i++) {
      const duration = next(0x100, defaults.duration);
      const size = next(0x200, defaults.size);
      next(0x400, 0);
      const composition = next(0x800, 0);
      frames.push({ pts: time + composition, bytes: mdat.subarray(place, place + size) });
      place += size;
      time += duration;
    }
  }
  return frames;
}

function readDefaults(tfhd: Uint8Array): { duration: number; size: number } {
  const data = view(tfhd);
  const flags = data.getUint32(0) & 0xffffff;
  let at = 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0);
  const next = (flag: number): number => {
    if (!(flags & flag)) return 0;
    at += 4;
    return data.getUint32(at - 4);
  };
  return { duration: next(8), size: next(16) };
}
