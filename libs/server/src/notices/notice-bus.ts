import { EventEmitter } from 'node:events';
import { sql, type Transaction } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import { RecordingState } from '@lesblik/shared/recording-state';
import { Viewer } from '@lesblik/shared/review';
import { TalkPresence } from '@lesblik/shared/talk-events';
import type { DB } from '../database/schema.ts';
import type { Log } from '../log.ts';

/** What a media worker's system lets it put around ffmpeg: no network, a memory limit, another user than root. */
const Confinement = z.object({
  way: z.enum(['bwrap', 'unshare', 'limits', 'none']),
  network: z.boolean(),
  files: z.boolean(),
  memory: z.boolean(),
  processes: z.boolean(),
  unprivileged: z.boolean(),
});
export type Confinement = z.infer<typeof Confinement>;

export const MEDIA_WORKER_TELLS_MS = 10_000;

/** What processes tell each other. Hints: whoever needs certainty reads the tables. */
export const Notice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('recording_changed'),
    recordingId: z.uuid(),
    state: RecordingState,
    playable: z.boolean(),
    progress: z.number().nullable(),
    secondsLeft: z.number().nullable(),
    problem: z.string().nullable(),
  }),
  /** A quality is whole: the player reloads the master playlist. */
  z.object({ kind: z.literal('rendition_added'), recordingId: z.uuid(), name: z.string() }),
  /** These pieces (numbers of segments) can be read now. */
  z.object({ kind: z.literal('segments_made'), recordingId: z.uuid(), from: z.int(), to: z.int() }),
  /** A sign-in ended, or a person, membership or who has a part in a trajectory changed: nobody is taken on memory any more. */
  z.object({ kind: z.literal('sessions_changed') }),
  /** Cancelled or deleted: stop every ffmpeg at work on it. */
  z.object({ kind: z.literal('recording_stopped'), recordingId: z.uuid() }),
  /** Comments of a recording changed, up to this revision; told in the transaction, so heard in the order of revisions. */
  z.object({ kind: z.literal('comments_changed'), recordingId: z.uuid(), revision: z.int() }),
  /** Two began to look at a lesson apart, one released, or it was opened: both read it again. */
  z.object({ kind: z.literal('seal_changed'), recordingId: z.uuid(), personIds: z.array(z.uuid()) }),
  /** This person, or everybody when null, may not watch it any more, or from now on another part of it. */
  z.object({
    kind: z.literal('access_ended'),
    recordingId: z.uuid(),
    personId: z.uuid().nullable(),
    reason: z.enum(['withdrawn', 'expired', 'deleted', 'range_changed']),
  }),
  /** A person was given a grant, or its terms changed: what they may do is to be asked anew. */
  z.object({ kind: z.literal('grants_changed'), recordingId: z.uuid(), personId: z.uuid() }),
  /** What is said of pupils, or of which are in a lesson, changed: film on its way to others is judged anew. */
  z.object({ kind: z.literal('consent_changed') }),
  /** Who watches at one API process, in parts that each fit a notice; an empty part is gone. */
  z.object({
    kind: z.literal('viewers'),
    recordingId: z.uuid(),
    process: z.uuid(),
    part: z.int(),
    viewers: z.array(Viewer),
  }),
  /**
   * Something on a trajectory's page: on that of `all`, of coachee and coach, of coachee and client (who choose its coach),
   * or of these people, as far as they are coachee or coach. Never empty: a notice to no room goes to every socket.
   */
  z.object({
    kind: z.literal('trajectory_changed'),
    trajectoryId: z.uuid(),
    seenBy: z.union([z.enum(['all', 'inside', 'choosers']), z.array(z.uuid()).min(1)]),
  }),
  /** Anything of a talk but its texts: read it again. */
  z.object({ kind: z.literal('talk_changed'), talkId: z.uuid() }),
  /** A text of a talk was written in, up to this number; somebody's own preparation where there is an owner. */
  z.object({
    kind: z.literal('talk_written'),
    talkId: z.uuid(),
    ownerId: z.uuid().nullable(),
    documentId: z.uuid(),
    sequence: z.int(),
  }),
  /** Who is on a talk's page at one API process, likewise. */
  z.object({
    kind: z.literal('talk_present'),
    talkId: z.uuid(),
    process: z.uuid(),
    part: z.int(),
    present: z.array(TalkPresence),
  }),
  /** There is something new for these people to be told, or less of it unread. */
  z.object({ kind: z.literal('notified'), personIds: z.array(z.uuid()) }),
  /** Entries of the access log wait for their places in its chain; told by a trigger. */
  z.object({ kind: z.literal('log_written') }),
  /** An archive is gone: whoever sends it stops. */
  z.object({ kind: z.literal('export_ended'), exportId: z.uuid() }),
  /** A media worker lives, and what is around its decoders; told every `MEDIA_WORKER_TELLS_MS`. */
  z.object({ kind: z.literal('media_worker'), worker: z.uuid(), confinement: Confinement }),
  /** Another request wants to go on with this upload: whoever writes to it lets go. */
  z.object({ kind: z.literal('upload_wanted'), uploadId: z.string() }),
]);
export type Notice = z.infer<typeof Notice>;

const CHANNEL = 'lesblik_notice';
const RECONNECT_MS = 500;

/** Notices between processes over PostgreSQL's LISTEN and NOTIFY; a lost connection is made anew. */
export class NoticeBus {
  readonly #events = new EventEmitter<{ notice: [Notice]; reconnected: [] }>();
  readonly #url: string;
  readonly #pool: pg.Pool;
  readonly #log: Log;
  #listener: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(url: string, pool: pg.Pool, log: Log) {
    this.#url = url;
    this.#pool = pool;
    this.#log = log;
    this.#events.setMaxListeners(0);
  }

  async publish(notice: Notice): Promise<void> {
    await this.#pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(notice)]);
  }

  /** Told when the transaction commits, in the order of commits; not at all when it is undone. */
  async publishIn(transaction: Transaction<DB>, notice: Notice): Promise<void> {
    await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(notice)})`.execute(transaction);
  }

  /** @returns how to stop listening */
  subscribe(listener: (notice: Notice) => void): () => void {
    this.#events.on('notice', listener);
    return () => void this.#events.off('notice', listener);
  }

  /** Called after a gap in which notices may have been missed: read the tables anew. */
  onReconnected(listener: () => void): () => void {
    this.#events.on('reconnected', listener);
    return () => void this.#events.off('reconnected', listener);
  }

  /** While false, notices may be missed: nothing that they would end can be relied on. */
  get hears(): boolean {
    return this.#listener !== undefined;
  }

  /** Begins to hear. Resolves once nothing published from now on is missed. */
  async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true, application_name: 'lesblik-notices' });
    client.on('error', (error) => this.#log.warn({ err: error }, 'the line for notices broke'));
    client.on('end', () => this.#reconnect());
    client.on('notification', ({ payload }) => this.#hear(payload));
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    this.#listener = client;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#listener?.end();
  }

  #hear(payload: string | undefined): void {
    const notice = Notice.safeParse(JSON.parse(payload ?? 'null'));
    if (notice.success) this.#events.emit('notice', notice.data);
    else this.#log.warn({ err: notice.error }, 'a notice of another version');
  }

  #reconnect(): void {
    if (this.#closed) return;
    this.#listener = undefined;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.listen().then(
        () => this.#events.emit('reconnected'),
        (error: unknown) => {
          this.#log.warn({ err: error }, 'no line for notices yet');
          this.#reconnect();
        },
      );
    }, RECONNECT_MS);
  }
}
