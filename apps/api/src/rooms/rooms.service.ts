import { Injectable } from '@nestjs/common';
import { mayRecording } from '@lesblik/shared/policy';
import { Problem } from '@lesblik/shared/problems';
import { MAX_ROOM_PEOPLE, type Room, type RoomMessage, type roomRoutes } from '@lesblik/shared/rooms';
import type { Input } from '@lesblik/shared/route';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import { decodeCursor, pageOf } from '../base/cursor.ts';
import { defined } from '../base/defined.ts';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import { TrajectoryNews } from '../trajectories/live/trajectory-news.ts';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { LiveRooms } from './live/live-rooms.ts';
import { MessagesRepository } from './messages.repository.ts';
import { type RoomPlace, RoomsRepository, type StoredRoom } from './rooms.repository.ts';

type New = Input<typeof roomRoutes.create>['body'];
type Changes = Input<typeof roomRoutes.update>['body'];
type ListQuery = Input<typeof roomRoutes.list>['query'];
type MessagesQuery = Input<typeof roomRoutes.messages>['query'];

/** So much of the chat comes with entering; the rest by its route. */
const LATEST_MESSAGES = 200;

/** Faster than anybody writes: 20 messages in 20 seconds. */
const CHAT_PACE = { points: 20, duration: 20 };

const place = z.object({ ended: z.boolean(), createdAt: z.iso.datetime(), id: z.uuid() });
const messagePlace = z.object({ sequence: z.int() });

/** Review calls as they are planned and found: a room belongs to those invited, and is changed by its host. */
@Injectable()
export class RoomsService {
  /** Of a person in whatever call and through however many pages. */
  readonly #pace = new RateLimiterMemory(CHAT_PACE);

  constructor(
    private readonly repository: RoomsRepository,
    private readonly messages: MessagesRepository,
    private readonly live: LiveRooms,
    private readonly memberships: MembershipsService,
    private readonly recordings: RecordingAccessService,
    private readonly trajectories: TrajectoriesService,
    private readonly news: TrajectoryNews,
  ) {}

  /** From a lesson: whoever may watch it. From a trajectory: its coach and its coachee. */
  async create(me: string, fields: New): Promise<Room> {
    const { personIds, recordingId, ...rest } = fields;
    const { organisationId, teacherId } = await this.#subject(me, fields);
    await this.#assertMayInvite(organisationId, me, personIds);
    const id = await this.repository.create(
      {
        ...{ ...rest, recordingId, organisationId, teacherId, hostId: me },
        ...{ plannedAt: fields.plannedAt, playheadRecordingId: recordingId },
      },
      personIds,
    );
    await this.#tell(id);
    return this.get(me, id);
  }

  async list(me: string, { cursor, limit, ...filter }: ListQuery): Promise<{ items: Room[]; next: string | null }> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, place);
    const rows = await this.repository.list(me, { ...filter, after, limit });
    const seen = await this.#watchable(me, rows);
    return pageOf(rows, limit, placeOf, (row) => this.#present(row, seen));
  }

  async get(me: string, roomId: string): Promise<Room> {
    const room = await this.#find(me, roomId);
    return this.#present(room, await this.#watchable(me, [room]));
  }

  async update(me: string, roomId: string, { personIds, ...changes }: Changes): Promise<Room> {
    const room = await this.#own(me, roomId);
    if (room.endedAt !== null) throw new Problem('room_ended');
    if (personIds !== undefined) await this.#assertMayInvite(room.organisationId, me, personIds);
    await this.repository.change(roomId, defined(changes));
    if (personIds !== undefined) await this.repository.invite(roomId, me, personIds);
    await this.live.changed(roomId);
    await this.#tell(
      roomId,
      room.people.map(({ id }) => id),
    );
    return this.get(me, roomId);
  }

  /** Said twice it stays ended. */
  async end(me: string, roomId: string): Promise<Room> {
    await this.#own(me, roomId);
    await this.endFor(roomId);
    return this.get(me, roomId);
  }

  /** Somebody who left a trajectory sees its calls no more; those they are host of end. */
  async leaveTrajectory(personId: string, trajectoryId: string): Promise<void> {
    for (const { id, hostId } of await this.repository.leaveTrajectory(personId, trajectoryId)) {
      if (hostId === personId) await this.endFor(id);
      else {
        await this.live.changed(id);
        await this.#tell(id);
      }
    }
  }

  /** For a talk that is held as this call: its time is the call's. */
  async plan(roomId: string, plannedAt: Date | null): Promise<void> {
    await this.repository.change(roomId, { plannedAt });
    await this.live.changed(roomId);
    await this.#tell(roomId);
  }

  /** With the talk that it belongs to, by whoever may cancel that. */
  async endFor(roomId: string): Promise<void> {
    if (!(await this.repository.end(roomId))) return;
    await this.live.ended(roomId);
    await this.#tell(roomId);
  }

  async chat(
    me: string,
    roomId: string,
    { cursor, limit }: MessagesQuery,
  ): Promise<{ items: RoomMessage[]; next: string | null }> {
    const { host } = await this.#find(me, roomId);
    if (host.id !== me && !(await this.repository.isAdmitted(me, roomId))) throw new Problem('room_not_entered');
    const after = cursor === undefined ? undefined : decodeCursor(cursor, messagePlace).sequence;
    const rows = await this.messages.page(roomId, after, limit);
    return pageOf(
      rows,
      limit,
      ({ sequence }) => ({ sequence }),
      (row) => row,
    );
  }

  /** For who was let in. */
  latestChat(roomId: string): Promise<RoomMessage[]> {
    return this.messages.latest(roomId, LATEST_MESSAGES);
  }

  /** By who was let in. `fresh`: it was not said before under this key. @throws Problem chat_too_fast */
  async say(
    roomId: string,
    me: string,
    clientKey: string,
    text: string,
  ): Promise<{ message: RoomMessage; fresh: boolean }> {
    await this.#pace.consume(me).catch((refused: unknown) => {
      throw refused instanceof RateLimiterRes ? new Problem('chat_too_fast') : refused;
    });
    return this.messages.add(roomId, me, clientKey, text);
  }

  /** Somebody comes in: the first time is kept. */
  async opened(roomId: string): Promise<void> {
    if (await this.repository.open(roomId)) await this.#tell(roomId);
  }

  /** The pages of its trajectory: of those invited, and of those who were. */
  async #tell(roomId: string, former: readonly string[] = []): Promise<void> {
    const circle = await this.repository.circle(roomId);
    if (circle?.trajectoryId == null) return;
    await this.news.changedFor(circle.trajectoryId, [...circle.personIds, ...former]);
  }

  /** @throws Problem not_found, not_allowed, not_a_member when lesson and trajectory are of two schools */
  async #subject(
    me: string,
    { recordingId, trajectoryId }: New,
  ): Promise<{ organisationId: string; teacherId: string }> {
    const ofTrajectory = trajectoryId === null ? undefined : await this.trajectories.forCall(me, trajectoryId);
    const lesson = recordingId === null ? undefined : await this.recordings.assertMay(me, 'watch', recordingId);
    const ofLesson = lesson && { organisationId: lesson.organisationId, teacherId: lesson.ownerId };
    const subject = ofLesson ?? ofTrajectory;
    if (subject === undefined) throw new Problem('room_needs_a_subject');
    if (ofTrajectory === undefined) return subject;
    const { organisationId, teacherId } = ofTrajectory;
    if (teacherId !== subject.teacherId) throw new Problem('not_found');
    if (organisationId !== subject.organisationId) throw new Problem('not_a_member');
    return subject;
  }

  async #assertMayInvite(organisationId: string, host: string, others: readonly string[]): Promise<void> {
    const people = new Set([host, ...others]);
    if (people.size > MAX_ROOM_PEOPLE) throw new Problem('room_full');
    await this.memberships.assertAllMembers(organisationId, [...people]);
  }

  async #find(me: string, roomId: string): Promise<StoredRoom> {
    const room = await this.repository.find(me, roomId);
    if (room === undefined) throw new Problem('not_found');
    return room;
  }

  async #own(me: string, roomId: string): Promise<StoredRoom> {
    const room = await this.#find(me, roomId);
    if (room.host.id === me) return room;
    if (!(await this.repository.handOver(roomId))) throw new Problem('not_allowed');
    return this.#own(me, roomId);
  }

  /** Which recordings of these calls are this person's to watch. */
  async #watchable(me: string, rooms: readonly StoredRoom[]): Promise<ReadonlySet<string>> {
    const made = rooms.flatMap(({ recordings }) => recordings);
    const known = await this.recordings.findAll(me, made);
    return new Set(known.filter(({ roles }) => mayRecording('watch', roles)).map(({ recordingId }) => recordingId));
  }

  #present(room: StoredRoom, seen: ReadonlySet<string>): Room {
    const recordings = room.recordings.filter((id) => seen.has(id));
    const present = this.live.find(room.id)?.present ?? [];
    return { ...room, recordings, present, presentCount: present.length };
  }
}

const placeOf = ({ endedAt, createdAt, id }: StoredRoom): RoomPlace => ({ ended: endedAt !== null, createdAt, id });
