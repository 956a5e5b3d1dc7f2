import { find, view } from './bmff/boxes.ts';
import { mediaSegment, readFragment, type CodedFrame } from './bmff/fragment.ts';
import { GrowingMp4 } from './bmff/growing.ts';
import { initSegment } from './bmff/movie.ts';
import type { FrameRange } from './chunk-input.ts';
import type { FrameTable } from './film.ts';
import { frameAt } from './plan/segments.ts';
import { TICKS, type Rung, type Segment } from './plan/types.ts';
import { FfmpegFailed } from './run.ts';
import type { ChunkWork } from './work.ts';

/** The first frame that came out is not the first one wanted: the seek landed after its key frame. */
export class MissedStart extends Error {}

/** Rounding between a container's ticks and ours. */
const SNAP = 3;

interface Expected {
  segments: Segment[];
  frames: FrameTable;
  range: FrameRange;
  /** The encoder's time of the first wanted frame. */
  leadTicks: number;
  /** A first frame that is missing throws `MissedStart`; otherwise the film is taken for damaged. */
  strict: boolean;
}

/** Follows one rung's file while ffmpeg writes it, and hands its segments on with the film's exact times. */
export class RungWriter {
  private readonly file: GrowingMp4;
  private moof: Uint8Array | undefined;
  private done = 0;
  private seen = 0;
  private fragments = 0;
  /** The last key frame, coded. */
  private picture: Uint8Array | undefined;
  /** Frames of a segment of which more will come. */
  private readonly early: CodedFrame[] = [];
  private readonly storing: Promise<void>[] = [];

  constructor(
    readonly path: string,
    readonly rung: Rung,
    private readonly work: Pick<ChunkWork, 'from' | 'onInit' | 'onSegment'>,
    private readonly expected: Expected,
    /** Something could not be stored: no use in going on. */
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.file = new GrowingMp4(path);
  }

  /** Takes what ffmpeg finished since the last call. Its fragments begin at its key frames, which begin our segments. */
  async collect(): Promise<void> {
    for (const { type, body } of await this.file.read()) {
      if (type === 'moov') this.store(this.work.onInit(this.rung.name, this.init(body)));
      else if (type === 'moof') this.moof = body;
      else if (type === 'mdat' && this.moof) this.take(readFragment(this.moof, body));
    }
  }

  /** After the last `collect`: waits until all is stored and answers how many frames never came out. */
  async finish(): Promise<number> {
    const { segments, range } = this.expected;
    if (!this.picture) throw new FfmpegFailed('no frame came out', '');
    if (this.early.length > 0) this.emitAt(this.segmentOf(this.early), this.early);
    this.fillUpTo(segments.length);
    await Promise.all(this.storing);
    return range.to - range.from - this.seen;
  }

  private init(moov: Uint8Array): Uint8Array {
    const description = find(moov, 'trak', 'mdia', 'minf', 'stbl', 'stsd');
    const mdhd = find(moov, 'trak', 'mdia', 'mdhd')?.body;
    if (!description || !mdhd || view(mdhd).getUint32(mdhd[0] === 1 ? 20 : 12) !== TICKS)
      throw new FfmpegFailed('no description of a rung', '');
    const { width, height } = this.rung;
    return initSegment({ kind: 'vide', timescale: TICKS, description: description.whole, width, height });
  }

  private take(coded: CodedFrame[]): void {
    const { frames, range, strict } = this.expected;
    const exact = coded.map((f) => ({ ...f, pts: this.filmTime(f.pts) }));
    const start = exact.reduce((least, f) => Math.min(least, f.pts), Infinity);
    if (strict && this.done === 0 && start !== frames.at[range.from])
      throw new MissedStart(`${start} instead of ${frames.at[range.from]}`);
    this.seen += exact.length;
    this.picture ??= exact[0]?.bytes;
    const segment = this.segmentOf(exact);
    // After a hole the encoder makes up for the key frames it missed, one a frame; they lie in the segment that follows.
    if (this.fragments++ < segment) this.early.push(...exact);
    else this.emitAt(segment, [...this.early.splice(0), ...exact]);
  }

  private segmentOf(frames: CodedFrame[]): number {
    const start = frames.reduce((least, f) => Math.min(least, f.pts), Infinity);
    return Math.max(
      0,
      this.expected.segments.findLastIndex((s) => s.start <= start),
    );
  }

  private emitAt(segment: number, frames: CodedFrame[]): void {
    this.fillUpTo(segment);
    this.picture = frames[0]?.bytes;
    this.emit(frames);
  }

  /** A damaged film may have nothing for a segment, or end before its index does: the key frame before it stays. */
  private fillUpTo(segment: number): void {
    while (this.done < segment && this.picture) this.emit([{ pts: 0, bytes: this.picture }]);
  }

  private emit(frames: CodedFrame[]): void {
    const segment = this.expected.segments[this.done];
    if (!segment) throw new FfmpegFailed('more segments came out than were planned', '');
    const n = this.work.from + this.done++;
    const { start, end } = segment.shown ?? segment;
    this.store(this.work.onSegment(this.rung.name, n, mediaSegment(n, start, end, frames)));
  }

  /** The encoder's time as the film's, taken from the index where it has a frame there. */
  private filmTime(pts: number): number {
    const { frames, range, leadTicks } = this.expected;
    const at = pts - leadTicks + (frames.at[range.from] ?? 0);
    const indexed = frames.at[frameAt(frames, at - SNAP)];
    return indexed !== undefined && Math.abs(indexed - at) <= SNAP ? indexed : at;
  }

  private store(promise: Promise<void>): void {
    promise.catch(this.onFailure);
    this.storing.push(promise);
  }
}
