import { Injectable } from '@nestjs/common';
import { objectNames } from '@lesblik/server/media/object-names';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { decodeFilm, encodeFilm, type Film } from '../ffmpeg/film.ts';
import { planFilm } from '../ffmpeg/plan/plan.ts';
import type { FilmPlan } from '../ffmpeg/plan/types.ts';
import type { FilmSource } from '../ffmpeg/source.ts';

export interface OpenFilm {
  film: Film;
  plan: FilmPlan;
  source: FilmSource;
}

/** Indexes of hours of film take tens of megabytes: so many are kept at hand. */
const KEPT = 2;

/** The film of a recording: its index as examined, its plan, and its bytes by ranges. */
@Injectable()
export class FilmLibrary {
  readonly #kept = new Map<string, Promise<{ film: Film; plan: FilmPlan }>>();

  constructor(private readonly storage: EncryptedStorage) {}

  async open(recordingId: string): Promise<OpenFilm> {
    let found = this.#kept.get(recordingId);
    if (found === undefined) {
      found = this.#read(recordingId);
      found.catch(() => this.#kept.delete(recordingId));
    }
    this.#kept.delete(recordingId);
    this.#kept.set(recordingId, found);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > KEPT) this.#kept.delete(oldest);
    const { film, plan } = await found;
    return { film, plan, source: this.#source(recordingId, film.bytes) };
  }

  async source(recordingId: string): Promise<FilmSource> {
    const { size, stream } = await this.storage.read({ recordingId, name: objectNames.original }, { start: 0, end: 0 });
    stream.destroy();
    return this.#source(recordingId, size);
  }

  async save(recordingId: string, film: Film): Promise<FilmPlan> {
    this.forget(recordingId);
    await this.storage.write({ recordingId, name: objectNames.film }, encodeFilm(film));
    return planFilm(film);
  }

  forget(recordingId: string): void {
    this.#kept.delete(recordingId);
  }

  async #read(recordingId: string): Promise<{ film: Film; plan: FilmPlan }> {
    const film = decodeFilm(await this.storage.readBytes({ recordingId, name: objectNames.film }));
    return { film, plan: planFilm(film) };
  }

  #source(recordingId: string, size: number): FilmSource {
    return {
      size,
      read: async (start, length, signal) => {
        signal?.throwIfAborted();
        return this.storage.readBytes({ recordingId, name: objectNames.original }, { start, end: start + length });
      },
    };
  }
}
