/** Loudest value of every stretch, 0 to 1, with coarser versions of itself for drawing a long view quickly. */
export interface Waveform {
  readonly msPerPeak: number;
  /** `levels[k]` holds one value for every 2^k peaks. */
  readonly levels: readonly Float32Array[];
}

const HEADER_V2 = 24;

/**
 * Reads audiowaveform's binary format, version 2, little-endian: version, flags (1: 8 bits), sample rate, samples per peak,
 * number of peaks, channels; then minimum and maximum per channel and peak.
 * https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md
 */
export function parseWaveform(bytes: ArrayBuffer): Waveform | null {
  if (bytes.byteLength < HEADER_V2) return null;
  const view = new DataView(bytes);
  if (view.getInt32(0, true) !== 2) return null;
  const eightBits = (view.getUint32(4, true) & 1) === 1;
  const sampleRate = view.getInt32(8, true);
  const samplesPerPeak = view.getInt32(12, true);
  const channels = view.getInt32(20, true);
  const width = eightBits ? 1 : 2;
  const count = Math.min(view.getUint32(16, true), Math.floor((bytes.byteLength - HEADER_V2) / (2 * width * channels)));
  if (sampleRate <= 0 || samplesPerPeak <= 0 || channels <= 0 || count <= 0) return null;

  const full = eightBits ? 128 : 32_768;
  const peaks = new Float32Array(count);
  const perPeak = 2 * channels;
  for (let i = 0; i < count; i += 1) {
    let loudest = 0;
    for (let k = 0; k < perPeak; k += 1) {
      const at = HEADER_V2 + (i * perPeak + k) * width;
      loudest = Math.max(loudest, Math.abs(eightBits ? view.getInt8(at) : view.getInt16(at, true)));
    }
    peaks[i] = Math.min(1, loudest / full);
  }
  return { msPerPeak: (samplesPerPeak * 1000) / sampleRate, levels: halvings(peaks) };
}

function halvings(peaks: Float32Array): Float32Array[] {
  const levels = [peaks];
  let last = peaks;
  while (last.length > 256) {
    const next = new Float32Array(Math.ceil(last.length / 2));
    for (let i = 0; i < next.length; i += 1) next[i] = Math.max(last[2 * i] ?? 0, last[2 * i + 1] ?? 0);
    levels.push(next);
    last = next;
  }
  return levels;
}

/** The loudest value between two times; reads a handful of values however long the stretch is. */
export function loudest(waveform: Waveform, fromMs: number, toMs: number): number {
  const first = fromMs / waveform.msPerPeak;
  const last = toMs / waveform.msPerPeak;
  const level = Math.min(
    waveform.levels.length - 1,
    Math.max(0, Math.floor(Math.log2(Math.max(1, (last - first) / 2)))),
  );
  const peaks = waveform.levels[level];
  if (!peaks) return 0;
  const size = 2 ** level;
  let value = 0;
  for (
    let i = Math.max(0, Math.floor(first / size));
    i < Math.min(peaks.length, Math.max(Math.ceil(last / size), Math.floor(first / size) + 1));
    i += 1
  )
    value = Math.max(value, peaks[i] ?? 0);
  return value;
}
