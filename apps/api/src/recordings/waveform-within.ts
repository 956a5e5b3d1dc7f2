import type { Range } from '@lesblik/shared/cuts';

/** Version, flags, sample rate, samples a point, points, channels; 32 bits each. */
const HEADER = 24;
const RATE_AT = 8;
const PER_POINT_AT = 12;

/** audiowaveform's peaks, silent but for the points that lie wholly in this part. Its times stay the lesson's. */
export function waveformWithin(peaks: Buffer, { startMs, endMs }: Range): Buffer {
  const pointMs = (1000 * peaks.readInt32LE(PER_POINT_AT)) / peaks.readInt32LE(RATE_AT);
  const from = HEADER + 2 * Math.ceil(startMs / pointMs);
  const to = Math.max(from, HEADER + 2 * Math.floor(endMs / pointMs));
  const blank = Buffer.alloc(peaks.length);
  peaks.copy(blank, 0, 0, HEADER);
  if (from < peaks.length) peaks.copy(blank, from, from, Math.min(to, peaks.length));
  return blank;
}
