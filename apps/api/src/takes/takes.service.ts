import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { Log } from '@lesblik/server/log';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import type { PersonRef } from '@lesblik/shared/common';
import type { Playhead } from '@lesblik/shared/playhead';
import { Problem } from '@lesblik/shared/problems';
import { CONSENT_TEXT_VERSION, type Take } from '@lesblik/shared/room-events';
import type { Payload } from '@lesblik/shared/sockets';
import { CLOCK, DATABASE, LOG } from '../base/tokens.ts';
import { CallRecordingsService } from '../recordings/call-recordings.service.ts';
import { isAlive, verdict } from './consent.ts';
import { LiveTake, type LiveTakeOptions, type TakeProducer } from './live-take.ts';
import { TakeEndsService } from './take-ends.service.ts';
import { TakeEventsService } from './take-events.service.ts';
import { type NewAnswer, TakesRepository } from './takes.repository.ts';
import { titleOf } from './title-of.ts';

const LOOK_EVERY_MS = 5_000;
/** While this process has no take of its own: what others that died left behind can wait so long. */
const LOOK_IDLE_MS = 30_000;
/** A take with nobody in it to record or to ask ends after this. */
const ALONE_MS = 60_000;
const MOST_TITLE = 200;
/** A disk this full is not begun on. */
const LEAST_FREE = 64 * 2 ** 20;

/** What takes know of a room, from what the room tells them. */
interface CallRoom {
  people: Map<string, PersonRef>;
  producers: Map<string, TakeProducer>;
  playhead: Playhead | null;
  waiting: boolean;
  speakerId: string | null;
  take?: LiveTake;
  asking?: Promise<string> | undefined;
}

type Answer = Omit<Payload<'room:consent'>, 'roomId'>;

/** Asks everybody in a call whether it may be recorded, and records those who agree (docs/decisions/call-recording.md). */
@Injectable()
export class TakesService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #rooms = new Map<string, CallRoom>();
  readonly #roomOf = new Map<string, string>();
  readonly #listeners = new Set<(roomId: string) => void>();
  /** Refusals that could not be written yet; nothing else is done to their takes before they are. */
  readonly #unwritten = new Map<NewAnswer, LiveTake>();
  #timer: NodeJS.Timeout | undefined;
  #look: Promise<void> | undefined;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    private readonly storage: EncryptedStorage,
    private readonly recordings: CallRecordingsService,
    private readonly ends: TakeEndsService,
    private readonly events: TakeEventsService,
    private readonly repository: TakesRepository,
  ) {}

  onApplicationBootstrap(): void {
    let lookedAt = -Infinity;
    const look = () => {
      if (!this.#hasWork() && performance.now() - lookedAt < LOOK_IDLE_MS) return;
      lookedAt = performance.now();
      this.#look ??= this.look()
        .catch((error: unknown) => this.log.error({ err: error }, 'takes were not looked after'))
        .finally(() => (this.#look = undefined));
    };
    look();
    this.#timer = setInterval(look, LOOK_EVERY_MS).unref();
  }

  /** What came is stored; the takes go on in the next process. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#look;
    await Promise.all([...this.#rooms.keys()].map((roomId) => this.forget(roomId)));
  }

  /** A room's take or one of its answers changed. @returns how to stop listening */
  onChange(listener: (roomId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** For whoever runs the machine. */
  get openTracks(): number {
    return [...this.#rooms.values()].reduce((sum, { take }) => sum + (take?.openTracks ?? 0), 0);
  }

  stateOf(roomId: string): Take | null {
    return this.#rooms.get(roomId)?.take?.toWire() ?? null;
  }

  /** Of a room that was just loaded, after a restart of the API: a take that did not end goes on with whoever said yes. */
  async resume(roomId: string): Promise<void> {
    const room = this.#room(roomId);
    if (!isOpen(room.take) && (await this.#load(roomId, room))) this.#decide(roomId, room);
  }

  /** The room is no longer in memory. Its take does not end by that. */
  async forget(roomId: string): Promise<void> {
    const room = this.#rooms.get(roomId);
    if (room === undefined) return;
    this.#rooms.delete(roomId);
    for (const producerId of room.producers.keys()) this.#roomOf.delete(producerId);
    room.producers.clear();
    room.people.clear();
    this.#record(room);
    await room.take?.settled();
  }

  /** The take that is asked for or runs already, where there is one. @throws Problem quota_exceeded, storage_full */
  async ask(roomId: string, person: PersonRef): Promise<string> {
    const room = this.#present(roomId, person);
    if (isOpen(room.take)) return room.take.id;
    room.asking ??= this.#begin(roomId, room, person).finally(() => (room.asking = undefined));
    return room.asking;
  }

  /** Resolves when it is kept, and of somebody who does not agree everything is deleted. */
  async answer(roomId: string, person: PersonRef, given: Answer): Promise<void> {
    const { takeId, answer, textVersion, keepSoFar } = given;
    if (textVersion !== CONSENT_TEXT_VERSION) throw new Problem('consent_text_changed');
    const room = this.#present(roomId, person);
    const { take } = room;
    if (take?.id !== takeId || !isOpen(take)) return this.#answerAfterwards(roomId, person, given);
    const isLatest = take.turn(person.id);
    const { organisationId } = take;
    const row = { organisationId, roomId, takeId, person, answer, textVersion, keepSoFar, at: this.#now() };
    if (answer === 'yes') {
      // Nothing is stored before the yes is.
      await take.inOrder(async () => {
        await this.#writeRefusals(takeId);
        await this.repository.addAnswer(row);
        if (!isLatest()) return;
        take.say(person, answer);
        this.#decide(roomId, room);
      });
      return;
    }
    take.say(person, answer);
    take.noteSpeaker(room.speakerId);
    const dropped = take.drop(person.id, keepSoFar ? 'close' : 'discard');
    this.#unwritten.set(row, take);
    this.#changed(roomId);
    await take.inOrder(async () => {
      await dropped;
      await this.#writeRefusals(takeId);
      this.#decide(roomId, room);
    });
  }

  /** What runs is stopped by anybody; a question by whoever asked it, or by anybody once they have gone. */
  async stop(roomId: string, person: PersonRef, takeId: string): Promise<void> {
    const { take, people } = this.#present(roomId, person);
    if (take?.id !== takeId || !isOpen(take)) throw new Problem('take_ended');
    const mayStop = take.startedAt !== null || take.askedBy.id === person.id || !people.has(take.askedBy.id);
    if (!mayStop) throw new Problem('not_allowed');
    await this.#end(roomId, take, 'by_person', person.id);
  }

  personEntered(roomId: string, person: PersonRef): void {
    const room = this.#room(roomId);
    room.people.set(person.id, person);
    // Others may be on their way, after a restart: nobody refuses by coming in.
    this.#decide(roomId, room, false);
  }

  personLeft(roomId: string, personId: string): void {
    const room = this.#rooms.get(roomId);
    if (room?.people.delete(personId)) this.#decide(roomId, room);
  }

  producerOpened(roomId: string, track: TakeProducer): void {
    const room = this.#room(roomId);
    room.producers.set(track.producer.id, track);
    this.#roomOf.set(track.producer.id, roomId);
    this.#record(room);
  }

  producerClosed(producerId: string): void {
    const room = this.#rooms.get(this.#roomOf.get(producerId) ?? '');
    this.#roomOf.delete(producerId);
    if (room?.producers.delete(producerId)) this.#record(room);
  }

  playheadMoved(roomId: string, playhead: Playhead | null): void {
    const room = this.#room(roomId);
    room.playhead = playhead;
    room.take?.note({ kind: 'playhead', playhead });
  }

  /** @param waiting for whom the lesson waits */
  waitingChanged(roomId: string, waiting: readonly unknown[]): void {
    const room = this.#room(roomId);
    if (room.waiting === waiting.length > 0) return;
    room.waiting = !room.waiting;
    room.take?.note({ kind: 'waiting', waiting: room.waiting });
  }

  speakerChanged(roomId: string, personId: string | null): void {
    const room = this.#room(roomId);
    if (room.speakerId === personId) return;
    room.speakerId = personId;
    room.take?.noteSpeaker(personId);
  }

  async roomEnded(roomId: string): Promise<void> {
    const { take } = this.#rooms.get(roomId) ?? {};
    if (isOpen(take)) await this.#end(roomId, take, 'room_ended', null);
    await this.forget(roomId);
  }

  /** Ends what was left alone, in whatever process, and finishes what processes that died left undone. */
  async look(): Promise<void> {
    for (const take of new Set(this.#unwritten.values())) {
      await take
        .inOrder(() => this.#writeRefusals(take.id))
        .catch((error: unknown) => this.log.error({ err: error, takeId: take.id }, 'a refusal is not written yet'));
    }
    for (const [roomId, { take }] of this.#rooms) if (isOpen(take)) await this.#watch(roomId, take);
    for (const left of await this.repository.leftAlone(new Date(this.clock.now() - ALONE_MS))) {
      if (this.#refusals(left.id).length > 0) continue;
      const take = this.#rooms.get(left.roomId)?.take;
      if (take?.id === left.id && isOpen(take)) await this.#end(left.roomId, take, 'nobody_left', null);
      else await this.ends.end(left, 'nobody_left', null);
    }
    await this.ends.erase();
    await this.ends.handOverRest(new Date(this.clock.now() - LOOK_EVERY_MS));
  }

  #hasWork(): boolean {
    return this.#unwritten.size > 0 || [...this.#rooms.values()].some(({ take }) => take !== undefined);
  }

  async #watch(roomId: string, take: LiveTake): Promise<void> {
    if (isAlive(take.consent)) await this.repository.alive(take.id, this.#now());
    if (take.startedAt === null) return;
    if (take.isTooLong()) return this.#end(roomId, take, 'too_long', null);
    take.warnOfEnd();
    const bytes = await take.storedBytes();
    if (await this.recordings.grew(take.recordingId, take.organisationId, bytes)) return;
    await this.#end(roomId, take, 'storage_full', null);
  }

  async #begin(roomId: string, room: CallRoom, person: PersonRef): Promise<string> {
    // One that just ended may not have ended in the table yet.
    await room.take?.inOrder(() => Promise.resolve());
    const left = await this.#load(roomId, room);
    if (left !== undefined) return left.id;
    const subject = await this.repository.room(roomId);
    if (subject === undefined) throw new Problem('not_found');
    if (((await this.storage.freeBytes()) ?? LEAST_FREE) < LEAST_FREE) throw new Problem('storage_full');
    const { organisationId, teacherId: ownerId, trajectoryId, classGroup } = subject;
    const title = titleOf(subject, MOST_TITLE);
    const recording = { organisationId, ownerId, trajectoryId, title, classGroup: classGroup ?? '' };
    const begun = await this.db.transaction().execute(async (tx) => {
      const { recordingId, keepUntil } = await this.recordings.create(person.id, recording, tx);
      const take = { roomId, recordingId, askedBy: person.id, askedAt: this.#now() };
      return { id: await this.repository.insert(take, tx), recordingId, keepUntil };
    });
    const fresh = { startedAt: null, answers: [], storedBytes: 0 };
    this.#take(roomId, room, { ...begun, ...fresh, organisationId, askedBy: person });
    this.#changed(roomId);
    return begun.id;
  }

  async #load(roomId: string, room: CallRoom): Promise<LiveTake | undefined> {
    const row = await this.repository.open(roomId);
    if (row === undefined) return undefined;
    // Of an earlier stay of this room in memory: its table still says yes.
    if (this.#refusals(row.id).length > 0) throw new Problem('take_ended');
    // What ended here never goes on, whether or not that could be written.
    if (row.id === room.take?.id) throw new Problem('take_ended');
    const { askedBy, askedByName, bytes, ...rest } = row;
    return this.#take(roomId, room, { ...rest, askedBy: { id: askedBy, name: askedByName }, storedBytes: bytes });
  }

  #take(roomId: string, room: CallRoom, given: Omit<LiveTakeOptions, 'people' | 'onFailure' | 'onChange'>): LiveTake {
    const { events, repository, storage, clock, log } = this;
    const onFailure = (error: unknown) => {
      log.error({ err: error, takeId: given.id }, 'a call can not be stored any further');
      this.#endSoon(roomId, take, 'storage_full');
    };
    const take: LiveTake = new LiveTake(
      { ...given, people: room.people, onFailure, onChange: () => this.#changed(roomId) },
      { events, repository, storage, clock, log },
    );
    room.take = take;
    return take;
  }

  /** @param mayEnd false when nobody answered or left */
  #decide(roomId: string, room: CallRoom, mayEnd = true): void {
    const { take } = room;
    if (!isOpen(take)) return;
    const what = verdict(take.consent);
    if (what === 'start') this.#start(room, take);
    if (what === 'all_refused' && mayEnd) this.#endSoon(roomId, take, 'all_refused');
    this.#record(room);
    take.noteSpeaker(room.speakerId);
    this.#changed(roomId);
  }

  #start({ playhead, waiting }: CallRoom, take: LiveTake): void {
    const startedAt = this.#now();
    take.startedAt = startedAt;
    take
      .inOrder(() => this.repository.start(take.id, startedAt))
      .catch((error: unknown) => this.log.error({ err: error, takeId: take.id }, 'the start of a take was not kept'));
    take.note({ kind: 'playhead', playhead });
    take.note({ kind: 'waiting', waiting });
  }

  #record({ take, producers }: CallRoom): void {
    if (isOpen(take)) take.reconcile(producers.values());
  }

  /** A yes may be taken back until the film is composed: it is composed without. */
  async #answerAfterwards(roomId: string, person: PersonRef, given: Answer): Promise<void> {
    const { take } = this.#rooms.get(roomId) ?? {};
    // Just after its end, the last pieces are still being written.
    if (take?.id === given.takeId) await take.inOrder(() => this.#takeBack(roomId, person, given));
    else await this.#takeBack(roomId, person, given);
    if (take?.id === given.takeId) take.say(person, given.answer);
    this.#changed(roomId);
  }

  async #takeBack(roomId: string, person: PersonRef, given: Answer): Promise<void> {
    const { takeId, answer, textVersion, keepSoFar } = given;
    const take = await this.repository.find(roomId, takeId);
    if (take === undefined || answer !== 'taken_back') throw new Problem('take_ended');
    const { organisationId, recordingId, endedAt } = take;
    const row = { organisationId, roomId, takeId, person, answer, textVersion, keepSoFar, at: this.#now() };
    if (!(await this.ends.takeBack(row, recordingId))) throw new Problem('take_ended');
    if (endedAt !== null) await this.ends.handOver(takeId, recordingId);
  }

  async #end(roomId: string, take: LiveTake, ended: NonNullable<Take['ended']>, by: string | null): Promise<void> {
    if (!isOpen(take)) return;
    take.ended = ended;
    take.reconcile([]);
    this.#changed(roomId);
    await take.inOrder(async () => {
      await take.settled();
      await this.#writeRefusals(take.id);
      await this.ends.end(take, ended, by);
    });
  }

  #refusals(takeId: string): NewAnswer[] {
    return [...this.#unwritten].flatMap(([row, { id }]) => (id === takeId ? [row] : []));
  }

  /** What was stored of somebody goes first: should the rest fail, no film shows it. */
  async #writeRefusals(takeId: string): Promise<void> {
    for (const row of this.#refusals(takeId)) {
      if (!row.keepSoFar) await this.ends.deleteTracks(takeId, row.person.id);
      await this.repository.addAnswer(row);
      this.#unwritten.delete(row);
    }
  }

  #endSoon(roomId: string, take: LiveTake, ended: NonNullable<Take['ended']>): void {
    this.#end(roomId, take, ended, null).catch((error: unknown) =>
      this.log.error({ err: error, takeId: take.id }, 'a take was not ended well; the next look does it'),
    );
  }

  #changed(roomId: string): void {
    for (const listener of this.#listeners) listener(roomId);
  }

  #room(roomId: string): CallRoom {
    const known = this.#rooms.get(roomId);
    if (known !== undefined) return known;
    const room = { people: new Map(), producers: new Map(), playhead: null, waiting: false, speakerId: null };
    this.#rooms.set(roomId, room);
    return room;
  }

  /** @throws Problem room_not_entered */
  #present(roomId: string, person: PersonRef): CallRoom {
    const room = this.#rooms.get(roomId);
    if (!room?.people.has(person.id)) throw new Problem('room_not_entered');
    return room;
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}

const isOpen = (take: LiveTake | undefined): take is LiveTake => take !== undefined && take.ended === null;
