import { availableParallelism } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { objectNames } from '@lesblik/server/media/object-names';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import type { HiddenList } from '@lesblik/shared/hiding';
import { Lane } from '../base/lane.ts';
import { Scratch } from '../base/scratch.ts';
import { slotsFor } from '../base/slots.ts';
import { CONFIG, type Config, type Ffmpeg, FFMPEG } from '../base/tokens.ts';
import { hiddenPlan, type Run } from '../ffmpeg/hidden-plan.ts';
import type { ProcessHandle } from '../ffmpeg/work.ts';
import { FilmLibrary, type OpenFilm } from './film-library.ts';
import type { HidingRef } from './hidings.repository.ts';

type Store = (name: string, bytes: Uint8Array) => Promise<void>;

interface Making {
  open: OpenFilm;
  list: HiddenList;
  signal: AbortSignal;
  store: Store;
  /** Whether an earlier try stored it. */
  stored: (name: string) => Promise<boolean>;
  /** A share of the whole is done. */
  done: (share: number) => Promise<void>;
}

/** A poster and thumbnails are about as much work as this many segments. */
const OVERVIEW = 2;

/** Makes what differs from the recording's own where something is hidden: segments of every rung and of the sound, poster, thumbnails. */
@Injectable()
export class HidingMaker {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(FFMPEG) private readonly ffmpeg: Ffmpeg,
    private readonly storage: EncryptedStorage,
    private readonly library: FilmLibrary,
    private readonly scratch: Scratch,
    private readonly lane: Lane,
  ) {}

  /** @param reached told how far it is, 0 to 1; it may throw to end the work */
  async make(
    { id, recordingId }: HidingRef,
    list: HiddenList,
    signal: AbortSignal,
    reached: (share: number) => Promise<void>,
  ): Promise<void> {
    const open = await this.library.open(recordingId);
    const object = (name: string) => ({ recordingId, name: objectNames.ofHiding(id, name) });
    const { plan, picture, sound } = hiddenPlan(open.plan, list);
    const whole = lengthOf(picture) + lengthOf(sound) / 10 + OVERVIEW;
    let made = 0;
    const making: Making = {
      open: { ...open, plan },
      ...{ list, signal },
      store: async (name, bytes) => {
        signal.throwIfAborted();
        await this.storage.write(object(name), bytes, { signal });
      },
      stored: async (name) => (await this.storage.size(object(name))) !== undefined,
      done: async (share) => reached(Math.min(1, (made += share) / whole)),
    };
    for (const run of sound) await this.#sound(run, making);
    if (open.film.video === undefined) return;
    await this.#overview(making);
    for (const run of picture) await this.#picture(run, making);
  }

  async #picture({ from, to }: Run, { open, list, signal, store, stored, done }: Making): Promise<void> {
    const rungs = open.plan.rungs.map(({ name }) => name);
    const numbers = Array.from({ length: to - from }, (_, n) => from + n);
    const names = numbers.flatMap((n) => rungs.map((rung) => objectNames.segment(rung, n)));
    if (!(await Promise.all(names.map(stored))).every(Boolean)) {
      const { concurrency, threads } = this.config.worker;
      const slots = slotsFor(concurrency, threads, availableParallelism());
      await this.#background((scratch, onProcess) =>
        this.ffmpeg.chunk({
          ...{ ...open, scratch, signal, onProcess, from, to, rungs, covers: list.areas },
          ...{ effort: 'ladder' as const, threads: slots.threads },
          onInit: async () => undefined,
          onSegment: (rung, n, bytes) => store(objectNames.segment(rung, n), bytes),
        }),
      );
    }
    await done(to - from);
  }

  async #sound({ from, to }: Run, { open, signal, store, done }: Making): Promise<void> {
    await this.#background((scratch, onProcess) =>
      this.ffmpeg.sound({
        ...{ ...open, scratch, signal, onProcess, from, to },
        onInit: async () => undefined,
        onSegment: (n, bytes) => store(objectNames.segment('sound', n), bytes),
      }),
    );
    await done((to - from) / 10);
  }

  async #overview({ open, list, signal, store, done }: Making): Promise<void> {
    const work = { ...open, signal, covers: list.areas };
    const poster = await this.#background((scratch, onProcess) => this.ffmpeg.poster({ ...work, scratch, onProcess }));
    await store(objectNames.poster, poster);
    const sheetName = objectNames.thumbnailSheet;
    const { sheets, vtt } = await this.#background((scratch, onProcess) =>
      this.ffmpeg.thumbnails({ ...work, scratch, onProcess, sheetName }),
    );
    for (const [n, sheet] of sheets.entries()) await store(sheetName(n), sheet);
    await store(objectNames.thumbnails, Buffer.from(vtt));
    await done(OVERVIEW);
  }

  #background<T>(work: (scratch: string, onProcess: (process: ProcessHandle) => void) => Promise<T>): Promise<T> {
    return this.scratch.use((scratch) => this.lane.background((onProcess) => work(scratch, onProcess)));
  }
}

const lengthOf = (runs: readonly Run[]): number => runs.reduce((sum, { from, to }) => sum + to - from, 0);
