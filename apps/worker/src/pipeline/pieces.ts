import { Inject, Injectable } from '@nestjs/common';
import { objectNames } from '@lesblik/server/media/object-names';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { Lane } from '../base/lane.ts';
import { Scratch } from '../base/scratch.ts';
import { CONFIG, type Config, type Ffmpeg, FFMPEG } from '../base/tokens.ts';
import type { StreamWork } from '../ffmpeg/work.ts';
import { FilmLibrary } from './film-library.ts';
import { segmentWriter } from './segment-writer.ts';
import { viewRungs } from './steps.ts';

/** Sound, and a picture that is only copied, are quick: so many segments at once. */
const QUICK_SEGMENTS = 4;

/** The view lane: pieces somebody waits for, while this worker's background stands still. */
@Injectable()
export class Pieces {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(FFMPEG) private readonly ffmpeg: Ffmpeg,
    private readonly storage: EncryptedStorage,
    private readonly library: FilmLibrary,
    private readonly scratch: Scratch,
    private readonly lane: Lane,
    private readonly notices: NoticeBus,
  ) {}

  /** Segments `from` up to, not including, `from + count`, at the quick rungs. `onFirst`: the first of each is stored. */
  async picture(
    recordingId: string,
    from: number,
    count: number,
    signal: AbortSignal,
    onFirst?: () => Promise<void>,
  ): Promise<void> {
    const { film, plan, source } = await this.library.open(recordingId);
    const rungs = viewRungs(plan).map(({ name }) => name);
    const to = Math.min(from + count, plan.ladder.segments.length);
    if (from >= to || (await this.#stored(recordingId, rungs, from))) return onFirst?.();
    const writer = segmentWriter(this.storage, recordingId, signal);
    const made = new Map<number, number>();
    await this.#urgently(async (scratch) => {
      const { threads } = this.config.worker;
      await this.ffmpeg.chunk({
        ...{ film, plan, source, scratch, signal, from, to, rungs, effort: 'view' },
        ...(threads > 0 ? { threads } : {}),
        onInit: (rung, bytes) => writer.init(rung, bytes),
        onSegment: async (rung, n, bytes) => {
          await writer.segment(rung, n, bytes);
          made.set(n, (made.get(n) ?? 0) + 1);
          if (made.get(n) !== rungs.length) return;
          if (n === from) await onFirst?.();
          await this.#tell(recordingId, n, n + 1);
        },
      });
    });
  }

  async sound(recordingId: string, from: number, signal: AbortSignal): Promise<void> {
    const film = await this.library.open(recordingId);
    await this.#stream(recordingId, 'sound', film.plan.sound?.segments.length, from, signal, (sinks, scratch, to) =>
      this.ffmpeg.sound({ ...film, scratch, signal, from, to, ...sinks }),
    );
  }

  /** The film's own picture, which takes reading and no encoding. */
  async copied(recordingId: string, from: number, signal: AbortSignal): Promise<void> {
    const film = await this.library.open(recordingId);
    await this.#stream(recordingId, 'copy', film.plan.copy?.segments.length, from, signal, (sinks, scratch, to) =>
      this.ffmpeg.copy({ ...film, scratch, signal, from, to, ...sinks }),
    );
  }

  /** `all`: how many segments that rendition has; undefined where the film has none of it. */
  async #stream(
    recordingId: string,
    rendition: 'sound' | 'copy',
    all: number | undefined,
    from: number,
    signal: AbortSignal,
    make: (sinks: Pick<StreamWork, 'onInit' | 'onSegment'>, scratch: string, to: number) => Promise<void>,
  ): Promise<void> {
    const to = Math.min(from + QUICK_SEGMENTS, all ?? 0);
    if (from >= to || (await this.#stored(recordingId, [rendition], from))) return;
    const writer = segmentWriter(this.storage, recordingId, signal);
    const sinks = {
      onInit: (bytes: Uint8Array) => writer.init(rendition, bytes),
      onSegment: (n: number, bytes: Uint8Array) => writer.segment(rendition, n, bytes),
    };
    await this.#urgently((scratch) => make(sinks, scratch, to));
    await this.#tell(recordingId, from, to);
  }

  #urgently(work: (scratch: string) => Promise<void>): Promise<void> {
    return this.lane.urgent(() => this.scratch.use(work));
  }

  async #stored(recordingId: string, renditions: string[], segment: number): Promise<boolean> {
    const sizes = renditions.map((rendition) =>
      this.storage.size({ recordingId, name: objectNames.segment(rendition, segment) }),
    );
    return (await Promise.all(sizes)).every((size) => size !== undefined);
  }

  async #tell(recordingId: string, from: number, to: number): Promise<void> {
    await this.notices.publish({ kind: 'segments_made', recordingId, from, to });
  }
}
