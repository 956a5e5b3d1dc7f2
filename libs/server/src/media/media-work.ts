import type { ProblemCode } from '@lesblik/shared/problems';
import { sql } from 'kysely';
import { RecordingState } from '@lesblik/shared/recording-state';
import type { Database } from '../database/database.ts';
import { isHeld } from '../database/held.ts';
import { giveOrder, type Order } from '../deletion/orders.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { NoticeBus } from '../notices/notice-bus.ts';
import {
  cleanUpRecording,
  composeTake,
  deleteRecording,
  makeCut,
  makeHiding,
  makePiece,
  type PieceKind,
  probeFilm,
} from './media-jobs.ts';
import { uploadProgress } from './progress.ts';
import { transition } from './transition.ts';

/** Aborted jobs need a moment to end before what they wrote is removed. */
const SETTLE_MS = 1_000;
/** Among the first chunks of films: whoever waits for a call waits for all of it. */
export const COMPOSE_PRIORITY = 12;
const CUT_PRIORITY = 2;
/** Its owner waits to look at it: before the ladders of films. */
export const HIDING_PRIORITY = 5;
const REFUSED_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** What the API asks of the media workers. Who may ask is the API's to say. */
export class MediaWork {
  readonly #db: Database;
  readonly #queue: JobQueue;
  readonly #notices: NoticeBus;

  constructor(db: Database, queue: JobQueue, notices: NoticeBus) {
    this.#db = db;
    this.#queue = queue;
    this.#notices = notices;
  }

  /** The original is stored, whole. @returns whether the recording waited for that */
  async uploaded(recordingId: string): Promise<boolean> {
    const progress = uploadProgress(1, 1);
    const moved = await transition(this.#db, recordingId, 'last_byte', {
      uploadedAt: new Date(),
      progress,
      secondsLeft: null,
    });
    return this.#begin(recordingId, moved !== undefined);
  }

  /** Converts once more after a failure or a cancellation. @returns false when it neither failed nor was cancelled */
  async retry(recordingId: string): Promise<boolean> {
    const changes = {
      problem: null,
      refusedUntil: null,
      progress: uploadProgress(1, 1),
      secondsLeft: null,
      playable: false,
      // The same two would differ again: whoever tries again means what is stored.
      deviceSha256: sql<string | null>`case when problem = 'film_hash_differs' then null else device_sha256 end`,
    };
    const moved = await transition(this.#db, recordingId, 'retried', changes);
    return this.#begin(recordingId, moved !== undefined);
  }

  /** A call's recording ended: its stored tracks become the original. @returns false when that was told before */
  async takeEnded(recordingId: string, takeId: string): Promise<boolean> {
    if ((await transition(this.#db, recordingId, 'first_byte')) === undefined) return false;
    await this.#queue.enqueue(composeTake, { recordingId, takeId }, { priority: COMPOSE_PRIORITY });
    await this.#tell(recordingId);
    return true;
  }

  /** Composes a take once more after a failure or a cancellation. @returns false when it neither failed nor was cancelled */
  async composeAgain(recordingId: string): Promise<boolean> {
    const take = await this.#db
      .selectFrom('roomTake')
      .select('id')
      .where('recordingId', '=', recordingId)
      .executeTakeFirst();
    const changes = { problem: null, refusedUntil: null, progress: null, secondsLeft: null };
    if (take === undefined || (await transition(this.#db, recordingId, 'reopened', changes)) === undefined)
      return false;
    return this.takeEnded(recordingId, take.id);
  }

  /** Stops every ffmpeg at work on it within a second and removes what was made. @returns false when there is nothing to cancel */
  async cancel(recordingId: string): Promise<boolean> {
    const changes = { progress: null, secondsLeft: null, playable: false };
    const moved = await transition(this.#db, recordingId, 'cancelled', changes);
    if (moved === undefined) return false;
    await this.#stop(recordingId);
    await this.#queue.enqueue(cleanUpRecording, { recordingId }, { delayMs: SETTLE_MS });
    return true;
  }

  /** What came is not what was sent: the original alone stays for a while, for its owner to see why. */
  async refuse(recordingId: string, problem: ProblemCode): Promise<void> {
    const refusedUntil = new Date(Date.now() + REFUSED_KEPT_MS);
    const changes = { problem, playable: false, secondsLeft: null, refusedUntil };
    if ((await transition(this.#db, recordingId, 'failed', changes)) === undefined) return;
    await this.#stop(recordingId);
    await this.#queue.enqueue(cleanUpRecording, { recordingId }, { delayMs: SETTLE_MS });
  }

  /**
   * Deletes for good. The state `deleting` ends every access at once; the worker destroys the key, then the objects.
   * @param unlessHeldOn not where the law asks to keep it on this day
   */
  async remove(recordingId: string, order: Order, unlessHeldOn?: string): Promise<boolean> {
    const changes = { progress: null, secondsLeft: null, playable: false };
    const moved = await this.#db.transaction().execute(async (tx) => {
      if (unlessHeldOn !== undefined && (await isHeld(tx, recordingId, unlessHeldOn))) return false;
      if ((await transition(tx, recordingId, 'deleted', changes)) === undefined) return false;
      await giveOrder(tx, recordingId, order);
      return true;
    });
    if (moved) await this.ordered(recordingId);
    return moved;
  }

  /** An order to delete it was given: whoever is at work on it stops, and it is carried out. */
  async ordered(recordingId: string): Promise<void> {
    await this.#stop(recordingId);
    await this.#queue.enqueue(deleteRecording, { recordingId }, { priority: 1, delayMs: SETTLE_MS });
  }

  /** Somebody waits for this segment: it is made before anything else. The notice `segments_made` tells when it is there. */
  async wantPiece(recordingId: string, of: PieceKind, segment: number): Promise<void> {
    await this.#queue.enqueue(makePiece, { recordingId, of, segment }, { priority: 1 });
  }

  /** Somebody is shown this part, and cannot watch it before it is made: after pieces, before films that just came. */
  async wantCut(recordingId: string, cutId: string): Promise<void> {
    await this.#queue.enqueue(makeCut, { recordingId, cutId }, { priority: CUT_PRIORITY });
  }

  /** Its owner wants to see it with what is hidden. */
  async wantHiding(recordingId: string, hidingId: string): Promise<void> {
    await this.#queue.enqueue(makeHiding, { recordingId, hidingId }, { priority: HIDING_PRIORITY });
  }

  async #begin(recordingId: string, moved: boolean): Promise<boolean> {
    if (!moved) return false;
    await this.#queue.enqueue(probeFilm, { recordingId }, { priority: 2 });
    await this.#tell(recordingId);
    return true;
  }

  async #stop(recordingId: string): Promise<void> {
    await this.#notices.publish({ kind: 'recording_stopped', recordingId });
    await this.#tell(recordingId);
  }

  async #tell(recordingId: string): Promise<void> {
    await publishRecording(this.#db, this.#notices, recordingId);
  }
}

/** Tells where a recording stands now. */
export async function publishRecording(db: Database, notices: NoticeBus, recordingId: string): Promise<void> {
  const row = await db
    .selectFrom('recording')
    .select(['state', 'playable', 'progress', 'secondsLeft', 'problem'])
    .where('id', '=', recordingId)
    .executeTakeFirst();
  if (row === undefined) return;
  const { state, ...rest } = row;
  await notices.publish({
    kind: 'recording_changed',
    recordingId,
    state: RecordingState.parse(state),
    ...rest,
  });
}
