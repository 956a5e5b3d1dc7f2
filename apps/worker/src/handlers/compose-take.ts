import { open } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { bind, type BoundJob } from '@lesblik/server/jobs/job-runner';
import { composeTake } from '@lesblik/server/media/media-jobs';
import { MediaWork, publishRecording } from '@lesblik/server/media/media-work';
import { objectNames } from '@lesblik/server/media/object-names';
import { uploadProgress } from '@lesblik/server/media/progress';
import { transition } from '@lesblik/server/media/transition';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { Lane } from '../base/lane.ts';
import { Scratch } from '../base/scratch.ts';
import { CONFIG, type Config, type Database, DATABASE, type Ffmpeg, FFMPEG, type Log, LOG } from '../base/tokens.ts';
import { untrusted } from '../ffmpeg/lend.ts';
import { Outcome, STOPPED } from '../pipeline/outcome.ts';
import { type ProgressWatch, watchProgress } from '../pipeline/progress-watch.ts';
import { callFilm } from '../takes/film/call-film.ts';
import type { StoredTrack } from '../takes/tracks/stored-track.ts';
import { TakeStorage } from '../takes/take-storage.ts';
import { type Take, TakesRepository } from '../takes/takes.repository.ts';

/** The stored tracks of a call become a film, which then goes the way of an upload. */
@Injectable()
export class ComposeTakeHandler {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DATABASE) private readonly db: Database,
    @Inject(FFMPEG) private readonly ffmpeg: Ffmpeg,
    @Inject(LOG) private readonly log: Log,
    private readonly storage: EncryptedStorage,
    private readonly takeStorage: TakeStorage,
    private readonly takes: TakesRepository,
    private readonly outcome: Outcome,
    private readonly work: MediaWork,
    private readonly scratch: Scratch,
    private readonly lane: Lane,
    private readonly notices: NoticeBus,
  ) {}

  /** Killed at any moment, it begins anew or goes on behind the film: the tracks stay until the film is stored. */
  readonly bound: BoundJob = bind(composeTake, async ({ payload: { recordingId, takeId }, ...run }) => {
    const stopped = new AbortController();
    const either = AbortSignal.any([run.signal, stopped.signal]);
    await this.outcome.of(recordingId, { ...run, signal: either }, async () => {
      const take = await this.takes.take(takeId);
      if (take === undefined) return;
      if (take.composedAt === null && !(await this.#compose(take, either, () => stopped.abort(STOPPED)))) return;
      await this.work.uploaded(recordingId);
      await this.takeStorage.deleteTracks(recordingId);
      await this.takes.tracksDeleted(takeId);
    });
    return {};
  });

  /** @returns whether there is a film now */
  async #compose(take: Take, signal: AbortSignal, stop: () => void): Promise<boolean> {
    const { recordingId } = take;
    if ((await transition(this.db, recordingId, 'first_byte')) === undefined) return false;
    const watch = this.#watch(recordingId, stop);
    try {
      for (;;) {
        const tracks = await this.takes.tracks(take.id);
        const film = await this.scratch.use((scratch) => this.#film(take, tracks, scratch, signal, watch.progress));
        if (film === undefined) {
          await this.work.remove(recordingId, { reason: 'call_refused', askedBy: null, comments: 'go' });
          return false;
        }
        const ids = tracks.map(({ id }) => id);
        if (await this.takes.composed(take, ids, film)) return true;
        // It shows somebody who took their yes back meanwhile.
        await this.storage.delete({ recordingId, name: objectNames.original });
      }
    } finally {
      await watch.end();
    }
  }

  async #film(
    take: Take,
    tracks: StoredTrack[],
    scratch: string,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<{ bytes: number } | undefined> {
    const { recordingId, teacherId } = take;
    const events = await this.takes.events(take.id);
    const shown = events.flatMap(({ event }) =>
      event.kind === 'playhead' && event.playhead ? [event.playhead.recordingId] : [],
    );
    const lessons = await this.takes.lessons([...new Set(shown)], teacherId);
    const names = await this.takes.names(tracks);
    const { storage, takeStorage } = this;
    const onCut = ({ id, personId, source }: StoredTrack, what: 'picture' | 'clock') =>
      this.log.warn(
        { recordingId, trackId: id, personId, source, what },
        'part of a track makes no sense and is left out',
      );
    const place = { storage, takeStorage, scratch, signal, onCut };
    const film = await callFilm({ take, tracks, events, lessons, names }, place);
    if (film === undefined) return undefined;
    const { threads } = this.config.worker;
    const onUnreadable = (error: unknown) =>
      this.log.warn({ err: error, recordingId }, 'a track of a call shows nothing');
    const onUnnamed = (error: unknown) =>
      this.log.warn({ err: error, recordingId }, 'a name could not be drawn in the film of a call');
    const to = await this.lane.background((onProcess) =>
      this.ffmpeg.compose({
        ...{ ...film, scratch, signal, onProcess, onProgress, onUnreadable, onUnnamed },
        ...(threads > 0 ? { threads } : {}),
      }),
    );
    const file = await open(to, untrusted);
    const { size } = await storage.write({ recordingId, name: objectNames.original }, file.createReadStream(), {
      signal,
    });
    return { bytes: size };
  }

  /** Writes how far it is, and looks whether the recording still wants it. */
  #watch(recordingId: string, stop: () => void): ProgressWatch {
    const look = async (share: number) => {
      if (!(await this.takes.advance(recordingId, uploadProgress(share, 1)))) return stop();
      await publishRecording(this.db, this.notices, recordingId);
    };
    return watchProgress(look, (error) => this.log.warn({ err: error, recordingId }, 'progress could not be written'));
  }
}
