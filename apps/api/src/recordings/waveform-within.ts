import type { Range } from '@lesblik/shared/cuts';

/** Version, flags, sample rate, samples a point, points, channels; 32 bits each. */
const HEADER = 24;
const RATE_AT = 8;
const PER_POINT_AT = 12;

/**
 * audiowaveform's peaks, silent but for the points that lie wholly in this part (null: in all of it), and in nothing that is
 * hidden. Its times stay the lesson's.
 */
export function waveformWithin(peaks: Buffer, shown: Range | null, hidden: readonly Range[] = []): Buffer {
  const pointMs = (1000 * peaks.readInt32LE(PER_POINT_AT)) / peaks.readInt32LE(RATE_AT);
  const from = HEADER + (shown === null ? 0 : 2 * Math.ceil(shown.startMs / pointMs));
  const to = shown === null ? peaks.length : Math.max(from, HEADER + 2 * Math.floor(shown.endMs / pointMs));
  const blank = Buffer.alloc(peaks.length);
  peaks.copy(blank, 0, 0, HEADER);
  if (from < peaks.length) peaks.copy(blank, from, from, Math.min(to, peaks.length));
  for (const { startMs, endMs } of hidden)
    blank.fill(0, HEADER + 2 * Math.floor(startMs / pointMs), HEADER + 2 * Math.ceil(endMs / pointMs));
  return blank;
}
