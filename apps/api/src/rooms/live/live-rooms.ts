import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';
import { type Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { mayRecording } from '@lesblik/shared/policy';
import { Problem } from '@lesblik/shared/problems';
import { CLOCK, LOG } from '../../base/tokens.ts';
import { SessionsService } from '../../identity/sessions.service.ts';
import { RecordingAccessService } from '../../recordings/recording-access.service.ts';
import type { SignedInSocket } from '../../sockets/signed-in-socket.ts';
import { TakesService } from '../../takes/takes.service.ts';
import { MediaPlane } from '../media/media-plane.ts';
import { type Invited, RoomsRepository, type RoomStart } from '../rooms.repository.ts';
import { LiveRoom } from './live-room.ts';
import { Looks } from './looks.ts';
import type { Lesson } from './shared-playhead.ts';

const SOON_MS = 100;
/** A person looks after one call, and may have left another open on some page. */
export const MOST_CALLS_AT_ONCE = 4;

/** The rooms that somebody is in or waits before; loaded when the first knocks, put away when the last is gone. */
@Injectable()
export class LiveRooms implements OnModuleInit, OnModuleDestroy {
  readonly #rooms = new Map<string, LiveRoom>();
  readonly #loading = new Map<string, Promise<LiveRoom>>();
  /** Rooms that are being put away: one is loaded again only when what it was is written. */
  readonly #closing = new Map<string, Promise<void>>();
  /** When the last went of each that is not in memory, as far as this process saw it. */
  readonly #leftAt = new Map<string, number>();
  /** Of each room in memory. */
  readonly #looks = new Map<string, Looks>();
  #stops: (() => void)[] = [];
  #lookAtAll: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: RoomsRepository,
    private readonly plane: MediaPlane,
    private readonly access: RecordingAccessService,
    private readonly sessions: SessionsService,
    private readonly notices: NoticeBus,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    readonly takes: TakesService,
  ) {}

  onModuleInit(): void {
    this.#stops = [
      this.notices.subscribe((notice) => this.#hear(notice)),
      this.notices.onReconnected(() => this.#lookAtAllSoon()),
      this.takes.onChange((roomId) => this.#rooms.get(roomId)?.changed()),
    ];
  }

  async onModuleDestroy(): Promise<void> {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#lookAtAll);
    await Promise.all([...this.#rooms.values()].map((room) => this.#putAway(room)));
  }

  /** For whoever runs the machine; nothing of it says who. */
  get figures(): { rooms: number; people: number; transports: number } {
    const rooms = [...this.#rooms.values()];
    const sum = (count: (room: LiveRoom) => number) => rooms.reduce((total, room) => total + count(room), 0);
    return {
      rooms: rooms.length,
      people: sum(({ present }) => present.length),
      transports: sum(({ transportCount }) => transportCount),
    };
  }

  /** The room, if anybody is there now. */
  find(roomId: string): LiveRoom | undefined {
    return this.#rooms.get(roomId);
  }

  /** Rooms that nobody was in, knocked at or tested for since then. */
  leftBefore(time: number): string[] {
    return [...this.#leftAt].flatMap(([roomId, at]) => (at < time && !this.#loading.has(roomId) ? roomId : []));
  }

  /** @throws Problem not_found for who is not invited, room_ended */
  async use<T>(socket: SignedInSocket, roomId: string, work: (room: LiveRoom) => Promise<T>): Promise<T> {
    const { id: personId } = socket.data.person;
    const live = this.#rooms.get(roomId);
    live?.assertInvited(personId);
    if (live === undefined) await this.#assertMayLoad(personId, roomId);
    const room = live ?? (await this.#load(roomId));
    // The one who was in it left meanwhile.
    if (room.isClosed) return this.use(socket, roomId, work);
    return room.during(async () => {
      room.assertInvited(personId);
      return work(room);
    });
  }

  /** @param forGood it was cut, so it keeps no place */
  pageGone(socket: SignedInSocket, forGood: boolean): void {
    for (const room of this.#rooms.values()) room.pageGone(socket, forGood);
  }

  /** Its title or its people were changed. */
  async changed(roomId: string): Promise<void> {
    await this.#loading.get(roomId)?.catch(() => undefined);
    await this.#looks.get(roomId)?.now();
  }

  async ended(roomId: string): Promise<void> {
    await this.#loading.get(roomId)?.catch(() => undefined);
    this.#leftAt.delete(roomId);
    const room = this.#rooms.get(roomId);
    if (room === undefined) return;
    this.#drop(room);
    await room.end();
    await this.takes.forget(roomId);
  }

  /** A lesson that this person may watch and that can be played. @throws Problem not_found, recording_not_ready */
  async lessonFor(personId: string, recordingId: string): Promise<Lesson> {
    const { playable, durationMs } = await this.access.assertMay(personId, 'watch', recordingId);
    if (!playable || durationMs === null) throw new Problem('recording_not_ready');
    return { recordingId, durationMs };
  }

  async #assertMayLoad(personId: string, roomId: string): Promise<void> {
    const room = await this.repository.find(personId, roomId);
    if (room === undefined) throw new Problem('not_found');
    if (room.endedAt !== null) throw new Problem('room_ended');
  }

  /** A place that is kept for a line that went down gives way. @throws Problem in_too_many_calls */
  #assertMayJoin(personId: string): void {
    const calls = [...this.#rooms.values()].filter((room) => room.holds(personId));
    if (calls.length < MOST_CALLS_AT_ONCE || calls.some((room) => room.letGoOf(personId))) return;
    throw new Problem('in_too_many_calls');
  }

  async #load(roomId: string): Promise<LiveRoom> {
    const live = this.#rooms.get(roomId);
    if (live !== undefined) return live;
    const loading =
      this.#loading.get(roomId) ??
      this.#make(roomId).finally(() => {
        this.#loading.delete(roomId);
      });
    this.#loading.set(roomId, loading);
    return loading;
  }

  async #make(roomId: string): Promise<LiveRoom> {
    await this.#closing.get(roomId);
    const [start, invited] = await this.#read(roomId);
    if (start === undefined) throw new Problem('not_found');
    if (start.endedAt !== null) throw new Problem('room_ended');
    const lesson = await this.#firstLesson(
      start.playheadRecordingId,
      invited.map(({ person }) => person.id),
    );
    await this.takes.resume(roomId);
    const room = new LiveRoom(start, invited, lesson, {
      plane: this.plane,
      takes: this.takes,
      clock: this.clock,
      log: this.log,
      mayWatch: (personId, recordingId) => this.#mayWatch(personId, recordingId),
      keep: async (kept) => {
        await this.repository
          .change(roomId, kept)
          .catch((error: unknown) => this.log.error({ err: error, roomId }, 'where a call stands could not be kept'));
      },
      setAdmitted: (personId, admitted) => this.repository.setAdmitted(roomId, personId, admitted),
      assertMayJoin: (personId) => this.#assertMayJoin(personId),
      empty: () => {
        this.#leftAt.set(roomId, this.clock.now());
        void this.#putAway(room);
      },
    });
    this.#rooms.set(roomId, room);
    this.#leftAt.delete(roomId);
    const looks = new Looks(() => this.#lookAt(room), this.log);
    this.#looks.set(roomId, looks);
    looks.soon();
    await room.sight.look(lesson?.recordingId);
    return room;
  }

  /** As somebody of the room may watch it; none when nobody may any more. */
  async #firstLesson(recordingId: string | null, people: readonly string[]): Promise<Lesson | null> {
    if (recordingId === null) return null;
    for (const personId of people) {
      const found = await this.#mayWatch(personId, recordingId);
      if (found?.durationMs != null && found.playable) return { recordingId, durationMs: found.durationMs };
    }
    return null;
  }

  async #mayWatch(personId: string, recordingId: string): Promise<Awaited<ReturnType<RecordingAccessService['find']>>> {
    const found = await this.access.find(personId, recordingId);
    return found !== undefined && mayRecording('watch', found.roles) ? found : undefined;
  }

  /** Who is invited, belongs to the school and is signed in. @returns milliseconds until a membership ends by itself */
  async #lookAt(room: LiveRoom): Promise<number> {
    const { sessionIds } = room;
    const [[start, invited], running] = await Promise.all([this.#read(room.id), this.sessions.running(sessionIds)]);
    if (start === undefined || room.isClosed) return Infinity;
    if (start.endedAt !== null) await this.ended(room.id);
    room.become(start, invited);
    room.keepSessions(sessionIds, running);
    const ends = invited.flatMap(({ endsAt }) => (endsAt === null ? [] : endsAt.getTime() - this.clock.now() + 1));
    return Math.min(Infinity, ...ends);
  }

  /** With a host who is among those invited, also where the host left the school while it was read. */
  async #read(roomId: string): Promise<[RoomStart | undefined, Invited[]]> {
    for (;;) {
      const [start, invited] = await Promise.all([this.repository.start(roomId), this.repository.invited(roomId)]);
      const isHosted = invited.some(({ person }) => person.id === start?.hostId);
      if (isHosted || !(await this.repository.handOver(roomId))) return [start, invited];
    }
  }

  #drop(room: LiveRoom): void {
    if (this.#rooms.get(room.id) !== room) return;
    this.#rooms.delete(room.id);
    this.#looks.get(room.id)?.close();
    this.#looks.delete(room.id);
  }

  #putAway(room: LiveRoom): Promise<void> {
    this.#drop(room);
    const closing = this.#close(room).finally(() => {
      if (this.#closing.get(room.id) === closing) this.#closing.delete(room.id);
    });
    this.#closing.set(room.id, closing);
    return closing;
  }

  async #close(room: LiveRoom): Promise<void> {
    await room.close();
    await this.takes.forget(room.id);
  }

  #hear(notice: Notice): void {
    if (notice.kind === 'sessions_changed') return this.#lookAtAllSoon();
    if (notice.kind !== 'access_ended' && notice.kind !== 'grants_changed') return;
    for (const room of this.#rooms.values()) {
      if (room.lesson.recordingId !== notice.recordingId) continue;
      if (notice.kind === 'grants_changed') void room.sight.look(notice.recordingId);
      else if (notice.reason === 'deleted') room.lessonGone();
      else void room.sight.look(notice.recordingId, { personId: notice.personId });
    }
  }

  /** Memberships may have ended: who is invited is read anew, once for a wave of such notices. */
  #lookAtAllSoon(): void {
    this.#lookAtAll ??= setTimeout(() => {
      this.#lookAtAll = undefined;
      for (const looks of this.#looks.values()) looks.soon();
    }, SOON_MS).unref();
  }
}
