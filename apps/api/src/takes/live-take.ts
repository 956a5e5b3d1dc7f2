import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';
import type { EncryptedStorage } from '@lesblik/server/storage/storage';
import type { TakeEvent } from '@lesblik/server/takes/take-event';
import type { PersonRef } from '@lesblik/shared/common';
import { MAX_FILM_MS } from '@lesblik/shared/recordings';
import type { ConsentAnswer, Take, TrackSource } from '@lesblik/shared/room-events';
import type { Producer, Router } from 'mediasoup/types';
import { mayStore } from './consent.ts';
import type { TakeEventsService } from './take-events.service.ts';
import type { TakesRepository } from './takes.repository.ts';
import { TrackRecorder } from './track-recorder.ts';

/** A take ends before its film would be too long to be converted; everybody is told some minutes earlier. */
const LONGEST_MS = MAX_FILM_MS - 60_000;
const SOON_MS = 5 * 60_000;

/** A track that might be recorded. */
export interface TakeProducer {
  person: PersonRef;
  source: Exclude<TrackSource, 'check'>;
  producer: Producer;
  router: Router;
}

export interface LiveTakeOptions {
  id: string;
  recordingId: string;
  organisationId: string;
  keepUntil: string;
  askedBy: PersonRef;
  startedAt: Date | null;
  answers: { person: PersonRef; answer: ConsentAnswer }[];
  storedBytes: number;
  /** Those in the call: the room's own, which keeps it. */
  people: ReadonlyMap<string, PersonRef>;
  onFailure: (error: unknown) => void;
  /** What is told of it changed by itself. */
  onChange: () => void;
}

export interface LiveTakeTools {
  events: TakeEventsService;
  repository: TakesRepository;
  storage: EncryptedStorage;
  clock: Clock;
  log: Log;
}

interface Recording {
  personId: string;
  /** Undefined where its producer was gone before it began. */
  opened: Promise<TrackRecorder | undefined>;
}

const endOf = (startedAt: Date | null): number | undefined =>
  startedAt === null ? undefined : startedAt.getTime() + LONGEST_MS;

/** A take of a call in this process: who agreed, and what is being stored. */
export class LiveTake {
  ended: Take['ended'] = null;
  startedAt: Date | null;
  readonly #given: LiveTakeOptions;
  readonly #tools: LiveTakeTools;
  readonly #answers = new Map<string, ConsentAnswer>();
  readonly #names = new Map<string, PersonRef>();
  readonly #turns = new Map<string, number>();
  readonly #recordings = new Map<string, Recording>();
  /** By producer: they bring more than can be stored. */
  readonly #leftOut = new Map<string, TakeProducer>();
  readonly #closing = new Set<Promise<void>>();
  #storedBytes: number;
  #warned = false;
  /** As it was noted last; undefined: by an earlier process, if at all. */
  #speaker: string | null | undefined;
  #order: Promise<unknown> = Promise.resolve();

  constructor(given: LiveTakeOptions, tools: LiveTakeTools) {
    this.#given = given;
    this.#tools = tools;
    this.startedAt = given.startedAt;
    this.#storedBytes = given.storedBytes;
    for (const { person, answer } of given.answers) this.say(person, answer);
  }

  get id(): string {
    return this.#given.id;
  }

  get recordingId(): string {
    return this.#given.recordingId;
  }

  get askedBy(): PersonRef {
    return this.#given.askedBy;
  }

  get organisationId(): string {
    return this.#given.organisationId;
  }

  get openTracks(): number {
    return this.#recordings.size;
  }

  get consent() {
    return { present: this.#given.people, answers: this.#answers, started: this.startedAt !== null };
  }

  /** One after the other, in the order in which they were asked for. */
  inOrder<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#order.then(act, act);
    this.#order = done;
    return done;
  }

  /** Somebody answers: tells later whether nothing else was said by them since. */
  turn(personId: string): () => boolean {
    const turn = (this.#turns.get(personId) ?? 0) + 1;
    this.#turns.set(personId, turn);
    return () => this.#turns.get(personId) === turn;
  }

  say(person: PersonRef, answer: ConsentAnswer): void {
    this.#answers.set(person.id, answer);
    this.#names.set(person.id, person);
  }

  /** The one place where recorders are made and ended: those of open producers whose people agree, and no others. */
  reconcile(producers: Iterable<TakeProducer>): void {
    const wanted = new Map<string, TakeProducer>();
    for (const track of producers) if (this.#mayStore(track)) wanted.set(track.producer.id, track);
    for (const producerId of this.#recordings.keys()) if (!wanted.has(producerId)) this.#close(producerId, 'close');
    for (const producerId of this.#leftOut.keys()) if (!wanted.delete(producerId)) this.#leftOut.delete(producerId);
    for (const [producerId, track] of wanted) {
      if (this.#recordings.has(producerId)) continue;
      this.#recordings.set(producerId, { personId: track.person.id, opened: this.#open(track) });
    }
  }

  /** Ends a person's tracks. Resolves when nothing more is written to them. */
  async drop(personId: string, how: 'close' | 'discard'): Promise<void> {
    for (const [producerId, recording] of this.#recordings) {
      if (recording.personId === personId) this.#close(producerId, how);
    }
    await this.settled();
  }

  /** Resolves when what was closed is stored. */
  async settled(): Promise<void> {
    await Promise.all(this.#closing);
  }

  /** Bytes stored so far, closed tracks and earlier processes included. */
  async storedBytes(): Promise<number> {
    const open = await Promise.all([...this.#recordings.values()].map(({ opened }) => opened));
    return open.reduce((sum, recorder) => sum + (recorder?.storedBytes ?? 0), this.#storedBytes);
  }

  /** @returns whether it has gone on for as long as a film may be */
  isTooLong(): boolean {
    return (endOf(this.startedAt) ?? Infinity) <= this.#tools.clock.now();
  }

  /** Tells once that it ends soon. */
  warnOfEnd(): void {
    const { endsAt } = this.toWire();
    if (endsAt === null || this.#warned) return;
    this.#warned = true;
    this.#given.onChange();
  }

  /** Keeps who speaks, and nothing of when somebody spoke who does not agree. */
  noteSpeaker(personId: string | null): void {
    if (this.startedAt === null) return;
    const named = personId !== null && mayStore(this.consent, personId) ? personId : null;
    if (this.#speaker === named) return;
    this.#speaker = named;
    this.note({ kind: 'speaker', personId: named });
  }

  /** Keeps what the film is to show from now on. */
  note(event: TakeEvent): void {
    if (this.startedAt === null || this.ended !== null) return;
    const atMs = this.#tools.clock.now();
    this.inOrder(() => this.#tools.events.add(this.id, atMs, event)).catch((error: unknown) =>
      this.#tools.log.error({ err: error, takeId: this.id }, 'an event of a call was not kept'),
    );
  }

  toWire(): Take {
    const { id: takeId, recordingId, keepUntil, askedBy, people } = this.#given;
    const everybody = new Map([...this.#names, ...people]);
    const endsAt = this.ended === null ? endOf(this.startedAt) : undefined;
    const soon = endsAt !== undefined && endsAt - this.#tools.clock.now() <= SOON_MS;
    return {
      ...{ takeId, recordingId, keepUntil, askedBy, ended: this.ended },
      endsAt: soon ? new Date(endsAt).toISOString() : null,
      leftOut: [...this.#leftOut.values()].map(({ person, source }) => ({ person, source })),
      state: this.ended !== null ? 'ended' : this.startedAt === null ? 'asking' : 'running',
      startedAt: this.startedAt?.toISOString() ?? null,
      answers: [...everybody.values()].map((person) => ({ person, answer: this.#answers.get(person.id) ?? null })),
    };
  }

  #mayStore({ person, producer }: TakeProducer): boolean {
    return this.ended === null && !producer.closed && mayStore(this.consent, person.id);
  }

  async #open(track: TakeProducer): Promise<TrackRecorder | undefined> {
    const { person, source, producer, router } = track;
    const { repository, storage, clock, log } = this.#tools;
    try {
      return await TrackRecorder.open({
        ...{ producer, router, storage, clock, log, recordingId: this.recordingId },
        insert: (rtpParameters, openedAtMs) =>
          repository.insertTrack({ takeId: this.id, personId: person.id, source, rtpParameters, openedAtMs }),
        admits: () => this.#mayStore(track),
        onFailure: (error) => this.#given.onFailure(error),
        onTooMuch: () => this.#leaveOut(track),
        onGone: () => this.#close(producer.id, 'close'),
      });
    } catch (error) {
      const say = { err: error, takeId: this.id, source };
      if (producer.closed) log.info(say, 'a track ended before it was recorded');
      else log.error(say, 'a track is not recorded');
      return undefined;
    }
  }

  #leaveOut(track: TakeProducer): void {
    const { person, source, producer } = track;
    this.#tools.log.warn({ takeId: this.id, personId: person.id, source }, 'a track brings more than can be stored');
    this.#leftOut.set(producer.id, track);
    this.#close(producer.id, 'close');
    this.#given.onChange();
  }

  #close(producerId: string, how: 'close' | 'discard'): void {
    const recording = this.#recordings.get(producerId);
    if (recording === undefined) return;
    this.#recordings.delete(producerId);
    const closing = this.#finish(recording, how)
      .catch((error: unknown) => this.#tools.log.error({ err: error, takeId: this.id }, 'a track was not closed well'))
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  async #finish({ opened }: Recording, how: 'close' | 'discard'): Promise<void> {
    const recorder = await opened;
    if (recorder === undefined) return;
    await recorder[how]();
    this.#storedBytes += recorder.storedBytes;
    const { repository, clock } = this.#tools;
    if (recorder.storedBytes === 0) await repository.removeTrack(recorder.trackId);
    else await repository.closeTrack(recorder.trackId, clock.now());
  }
}
