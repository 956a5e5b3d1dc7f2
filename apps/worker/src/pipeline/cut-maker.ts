import { Inject, Injectable } from '@nestjs/common';
import { objectNames } from '@lesblik/server/media/object-names';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { Lane } from '../base/lane.ts';
import { Scratch } from '../base/scratch.ts';
import { CONFIG, type Config, type Ffmpeg, FFMPEG } from '../base/tokens.ts';
import { coversFrom } from '../ffmpeg/cover.ts';
import { cutPlan } from '../ffmpeg/cut-plan.ts';
import { filmWithin } from '../ffmpeg/film-within.ts';
import { hiddenPlan } from '../ffmpeg/hidden-plan.ts';
import { TICKS } from '../ffmpeg/plan/types.ts';
import type { Cut, CutOrder } from './cuts.repository.ts';
import { FilmLibrary, type OpenFilm } from './film-library.ts';

type Store = (name: string, bytes: Uint8Array) => Promise<void>;

/** Makes what is shown of a part of a recording: edges of picture and sound, poster and thumbnails. Nothing of the rest is in it. */
@Injectable()
export class CutMaker {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(FFMPEG) private readonly ffmpeg: Ffmpeg,
    private readonly storage: EncryptedStorage,
    private readonly library: FilmLibrary,
    private readonly scratch: Scratch,
    private readonly lane: Lane,
  ) {}

  async make({ id, recordingId }: Cut, order: CutOrder, signal: AbortSignal): Promise<void> {
    const open = await this.library.open(recordingId);
    const store: Store = async (name, bytes) => {
      signal.throwIfAborted();
      await this.storage.write({ recordingId, name: objectNames.ofCut(id, name) }, bytes, { signal });
    };
    await this.#edges(open, order, signal, store);
    if (open.film.video !== undefined) await this.#overview(open, order, signal, store);
  }

  /** Somebody waits: this worker's background stands still meanwhile. */
  async #edges({ film, source, ...made }: OpenFilm, order: CutOrder, signal: AbortSignal, store: Store): Promise<void> {
    const { hidden, range } = order;
    const whole = hidden === null ? made.plan : hiddenPlan(made.plan, hidden).plan;
    const { plan, picture, sound } = cutPlan(film, whole, range);
    const covers = hidden?.areas ?? [];
    const rungs = plan.rungs.map(({ name }) => name);
    const { threads } = this.config.worker;
    const work = (scratch: string) => ({ film, plan, source, scratch, signal, covers });
    for (const n of rungs.length === 0 ? [] : picture) {
      await this.#urgently((scratch) =>
        this.ffmpeg.chunk({
          ...{ ...work(scratch), from: n, to: n + 1, rungs, effort: 'view' as const },
          ...(threads > 0 ? { threads } : {}),
          onInit: async () => undefined,
          onSegment: (rung, number, bytes) => store(objectNames.segment(rung, number), bytes),
        }),
      );
    }
    for (const n of sound) {
      await this.#urgently((scratch) =>
        this.ffmpeg.sound({
          ...{ ...work(scratch), from: n, to: n + 1 },
          onInit: async () => undefined,
          onSegment: (number, bytes) => store(objectNames.segment('sound', number), bytes),
        }),
      );
    }
  }

  async #overview({ film, source, plan }: OpenFilm, order: CutOrder, signal: AbortSignal, store: Store): Promise<void> {
    const { hidden, range } = order;
    const ticks = (ms: number) => (ms * TICKS) / 1000;
    const part = filmWithin(film, { start: ticks(range.startMs), end: ticks(range.endMs) });
    const zero = ((part.frames?.zeroSeconds ?? 0) - (film.frames?.zeroSeconds ?? 0)) * TICKS;
    const work = { film: part, plan, source, signal, covers: coversFrom(hidden?.areas ?? [], zero) };
    const sheetName = objectNames.thumbnailSheet;
    await this.scratch.use(async (scratch) => {
      const poster = await this.ffmpeg.poster({ ...work, scratch });
      await store(objectNames.poster, poster);
    });
    await this.scratch.use(async (scratch) => {
      const { sheets, vtt } = await this.lane.background((onProcess) =>
        this.ffmpeg.thumbnails({
          ...{ ...work, scratch, onProcess, sheetName },
          startsAt: range.startMs / 1000,
        }),
      );
      for (const [n, sheet] of sheets.entries()) await store(sheetName(n), sheet);
      await store(objectNames.thumbnails, Buffer.from(vtt));
    });
  }

  #urgently<T>(work: (scratch: string) => Promise<T>): Promise<T> {
    return this.lane.urgent(() => this.scratch.use(work));
  }
}
