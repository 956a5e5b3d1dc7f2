import { Inject, Injectable } from '@nestjs/common';
import { ArchiveStorage, type StoredArchive } from '@lesblik/server/exports/archive-storage';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import type { FilmMissing } from '@lesblik/shared/exported-lessons';
import { Problem } from '@lesblik/shared/problems';
import { makeZip } from 'client-zip';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';
import { type Begun, ExportsRepository } from './exports.repository.ts';
import { documentsOf } from './files/documents.ts';
import { FilmUnreadable, Films } from './films.ts';
import { gather } from './gather/gather.ts';
import { type OwnLesson, ownLessons } from './gather/lessons.ts';
import type { Meter } from './meter.ts';
import { type FilmFound, type LessonPlace, placesFor } from './places.ts';

/** The school's own work, uploads above all, is not to stand still for an archive. */
const LEFT_FREE_BYTES = 2 ** 30;

interface Entry {
  name: string;
  lastModified: Date;
  input: AsyncIterable<Uint8Array> | Uint8Array | string;
}

/**
 * Writes an archive from its beginning: the films as they are, one after another, and the documents last, so that what is
 * in them is as it was when the archive became ready. Nothing is held in memory but the documents.
 */
@Injectable()
export class ArchiveMaker {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly storage: EncryptedStorage,
    private readonly archives: ArchiveStorage,
    private readonly repository: ExportsRepository,
    private readonly films: Films,
  ) {}

  /** @throws Problem storage_full, storage_unavailable */
  async make(of: Begun, meter: Meter, signal: AbortSignal): Promise<StoredArchive> {
    const unreadable = new Map<string, FilmMissing>();
    for (;;) {
      try {
        return await this.#write(of, unreadable, meter, signal);
      } catch (error) {
        if (!(error instanceof FilmUnreadable) || unreadable.has(error.recordingId)) throw error;
        // One bad film is not to keep somebody from all the rest: once more, without it.
        unreadable.set(error.recordingId, error.missing);
      }
    }
  }

  async #write(
    of: Begun,
    unreadable: ReadonlyMap<string, FilmMissing>,
    meter: Meter,
    signal: AbortSignal,
  ): Promise<StoredArchive> {
    await this.archives.clear(of.exportId);
    const asker = { tx: this.db, me: of.personId, at: new Date(this.clock.now()) };
    const lessons = await ownLessons(asker);
    const found = new Map<string, FilmFound>();
    for (const lesson of lessons) found.set(lesson.id, unreadable.get(lesson.id) ?? (await this.films.find(lesson)));
    const filmOf = ({ id }: OwnLesson): FilmFound => found.get(id) ?? 'missing';
    const places = placesFor(lessons, filmOf, of.language);
    const bytes = [...places.values()].reduce((sum, { film }) => sum + (film?.bytes ?? 0), 0);
    meter.plan([...places.values()].filter(({ film }) => film !== null).length, bytes);
    await this.#assertRoom(bytes);
    await this.repository.restsOn(
      of,
      [...places].map(([sourceId, { film }]) => ({ kind: 'recording', sourceId, film: film !== null })),
    );
    const reading = new AbortController();
    const until = AbortSignal.any([signal, reading.signal]);
    try {
      const zip = makeZip(this.#entries(of, places, meter, until), { buffersAreUTF8: true });
      return await this.archives.write(of, zip, signal);
    } finally {
      reading.abort();
    }
  }

  async *#entries(
    of: Begun,
    places: ReadonlyMap<string, LessonPlace>,
    meter: Meter,
    until: AbortSignal,
  ): AsyncGenerator<Entry> {
    const lastModified = new Date(this.clock.now());
    for (const [recordingId, { film }] of places) {
      until.throwIfAborted();
      if (film === null) continue;
      const input = this.films.read(recordingId, { until, onBytes: (count) => meter.bytes(count) });
      yield { name: film.path, lastModified, input };
      meter.filmDone();
    }
    const at = new Date(this.clock.now());
    const { archive, sources, logos } = await gather(
      this.db,
      { personId: of.personId, language: of.language, at },
      places,
    );
    await this.repository.restsOn(of, sources);
    for await (const { path, content } of documentsOf(archive, logos))
      yield { name: path, lastModified, input: content };
  }

  async #assertRoom(bytes: number): Promise<void> {
    const free = await this.storage.freeBytes();
    if (free !== undefined && free < bytes + LEFT_FREE_BYTES) throw new Problem('storage_full', { bytes, free });
  }
}
