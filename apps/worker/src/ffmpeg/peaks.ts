const MOST_POINTS = 40_000;
const POINTS_A_SECOND = 50;
const HEADER = 24;

/**
 * Lowest and highest of each stretch of 16-bit mono samples, as audiowaveform's binary file
 * (https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md): version 2, flags (1: 8 bits), sample rate, samples
 * per point, points, channels, then pairs of signed bytes; all little-endian.
 */
export class Peaks {
  private readonly samplesPerPoint: number;
  private readonly points: number[] = [];
  private low = 0;
  private high = 0;
  private count = 0;
  private odd: Buffer = Buffer.alloc(0);

  constructor(
    private readonly sampleRate: number,
    seconds: number,
  ) {
    this.samplesPerPoint = Math.max(sampleRate / POINTS_A_SECOND, Math.ceil((seconds * sampleRate) / MOST_POINTS));
  }

  push(bytes: Buffer): void {
    const all = this.odd.length > 0 ? Buffer.concat([this.odd, bytes]) : bytes;
    const whole = all.length - (all.length % 2);
    for (let at = 0; at < whole; at += 2) {
      const value = all.readInt16LE(at);
      if (value < this.low) this.low = value;
      if (value > this.high) this.high = value;
      if (++this.count === this.samplesPerPoint) this.close();
    }
    this.odd = Buffer.from(all.subarray(whole));
  }

  file(): Uint8Array {
    if (this.count > 0) this.close();
    const bytes = Buffer.alloc(HEADER + this.points.length);
    [2, 1, this.sampleRate, this.samplesPerPoint, this.points.length / 2, 1].forEach((v, i) =>
      bytes.writeInt32LE(v, i * 4),
    );
    this.points.forEach((v, i) => bytes.writeInt8(v, HEADER + i));
    return bytes;
  }

  private close(): void {
    this.points.push(this.low >> 8, this.high >> 8);
    this.low = 0;
    this.high = 0;
    this.count = 0;
  }
}
