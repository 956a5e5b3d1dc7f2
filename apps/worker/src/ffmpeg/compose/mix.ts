import type { Tools } from '../confine.ts';
import { Decoder, longest } from './decoder.ts';
import { FfmpegPipe } from './pipe.ts';
import { type ComposeWork, FRAME_RATE, SAMPLE_RATE, type SoundPart } from './types.ts';

const CHANNELS = 2;
const SAMPLE_BYTES = 2 * CHANNELS;
/** A second at a time. */
const BLOCK = SAMPLE_RATE;

/** All that sounds, added up, as AAC in an MP4. */
export async function mixSound(tools: Tools, work: ComposeWork, to: string): Promise<void> {
  const { signal, onProcess, frames } = work;
  const total = Math.round((frames / FRAME_RATE) * SAMPLE_RATE);
  const encoder = await FfmpegPipe.open(tools, {
    scratch: work.scratch,
    inputs: [{ path: 'pipe:0', demuxer: 's16le', options: ['-ar', String(SAMPLE_RATE), '-ac', String(CHANNELS)] }],
    options: ['-c:a', 'aac', '-b:a', '160k', '-f', 'mp4', '-y'],
    to,
    timeLimitMs: longest(frames),
    signal,
    onProcess,
  });
  const readers = work.sounds.map((part) => new SoundReader(tools, work, part));
  try {
    for (let from = 0; from < total; from += BLOCK) {
      const length = Math.min(BLOCK, total - from);
      const sum = new Float32Array(length * CHANNELS);
      for (const reader of readers) await reader.addTo(sum, from, length);
      await encoder.write(clipped(sum));
      work.onProgress(from / total);
    }
    await encoder.finish();
  } finally {
    await Promise.all([encoder.stop(), ...readers.map((reader) => reader.close())]);
  }
}

function clipped(sum: Float32Array): Buffer {
  const samples = Int16Array.from(sum, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value))));
  return Buffer.from(samples.buffer);
}

/** One part, decoded while it sounds. */
class SoundReader {
  readonly #part: SoundPart;
  readonly #decoder: Decoder;

  constructor(tools: Tools, work: ComposeWork, part: SoundPart) {
    this.#part = part;
    const options = ['-filter_complex', `[0:a:0]${filterOf(part)}[out]`, '-map', '[out]', '-f', 's16le'];
    this.#decoder = new Decoder(tools, work, part.open, options);
  }

  async addTo(sum: Float32Array, from: number, length: number): Promise<void> {
    const begin = Math.max(from, this.#part.from);
    const end = Math.min(from + length, this.#part.to);
    if (this.#decoder.isOver || end <= begin) {
      if (from >= this.#part.to) await this.close();
      return;
    }
    const bytes = await this.#decoder.read((end - begin) * SAMPLE_BYTES);
    if (bytes === undefined) return;
    const offset = (begin - from) * CHANNELS;
    // Copied where it does not lie on even bytes.
    const even = bytes.byteOffset % 2 === 0 ? bytes : Buffer.from(bytes);
    const samples = new Int16Array(even.buffer, even.byteOffset, even.length / 2);
    for (const [i, sample] of samples.entries()) sum[offset + i] = (sum[offset + i] ?? 0) + sample;
  }

  close(): Promise<void> {
    return this.#decoder.close();
  }
}

/** ffmpeg's `atempo` goes no slower than half; slower is half of half. */
const SLOWEST = 0.5;

/** What is further off than its times' rounding is mended at once. */
const GAP_SECONDS = 0.003;

/** Silence where nothing came, at the start and at the end too. */
function filterOf({ startSeconds, from, to, rate, gainDb }: SoundPart): string {
  const tempi: number[] = [];
  let left = rate;
  for (; left < SLOWEST; left /= SLOWEST) tempi.push(SLOWEST);
  tempi.push(left);
  return [
    'asettb=1/1000000',
    `asetpts=PTS-${Math.round(startSeconds * 1e6)}`,
    `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=${GAP_SECONDS}:first_pts=0`,
    `aformat=sample_fmts=flt:channel_layouts=stereo`,
    ...(rate === 1 ? [] : tempi.map((tempo) => `atempo=${tempo}`)),
    ...(gainDb === 0 ? [] : [`volume=${gainDb}dB`]),
    `apad=whole_len=${to - from}`,
    'aformat=sample_fmts=s16',
  ].join(',');
}
