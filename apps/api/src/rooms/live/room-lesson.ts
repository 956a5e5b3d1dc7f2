import type { Clock } from '@lesblik/server/clock';
import type { Playhead } from '@lesblik/shared/playhead';
import { Problem } from '@lesblik/shared/problems';
import { KeepLatest } from './keep-latest.ts';
import {
  atStart,
  isPlaying,
  type Lesson,
  type Move,
  move,
  nextChangeAt,
  passTime,
  positionAt,
  published,
  setWaiting,
  type SharedPlayhead,
  waitedFor,
} from './shared-playhead.ts';
import { type Company, type ControlChange, steer, type Steering } from './steering.ts';

/** What outlives the API: the playhead paused where it stood, and who steered. */
export interface KeptLesson {
  playheadRecordingId: string | null;
  playheadMs: number;
  playheadRate: number;
  steererId: string;
}

export interface LessonEvents {
  moved: (playhead: Playhead | null) => void;
  waiting: (people: string[]) => void;
  changed: () => void;
}

/** The lesson that a room looks at: its one playhead and who moves it. */
export class RoomLesson {
  #playhead: SharedPlayhead;
  #steering: Steering;
  #deleted = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #kept: KeepLatest<KeptLesson>;

  constructor(
    lesson: Lesson | null,
    kept: KeptLesson,
    private readonly company: Company,
    private readonly events: LessonEvents,
    keep: (kept: KeptLesson) => Promise<void>,
    private readonly clock: Clock,
  ) {
    const start = atStart(lesson, kept.steererId, clock.now(), kept.playheadRate);
    this.#playhead = { ...start, atMs: Math.min(kept.playheadMs, lesson?.durationMs ?? 0) };
    this.#steering = { steererId: kept.steererId, askedBy: [] };
    this.#kept = new KeepLatest(keep);
  }

  get playhead(): Playhead | null {
    return published(this.#playhead);
  }

  get recordingId(): string | undefined {
    return this.#playhead.lesson?.recordingId;
  }

  /** It was, while they looked at it, and no other was chosen since. */
  get deleted(): boolean {
    return this.#deleted;
  }

  get steering(): Steering {
    return this.#steering;
  }

  get waitedFor(): string[] {
    return waitedFor(this.#playhead);
  }

  /** @throws Problem not_the_steerer */
  assertSteers(personId: string): void {
    if (this.#steering.steererId !== personId) throw new Problem('not_the_steerer');
  }

  /** Null: it was deleted. */
  choose(lesson: Lesson | null, by: string): void {
    this.#deleted = lesson === null;
    this.#become(atStart(lesson, by, this.clock.now(), this.#playhead.rate));
  }

  /** @throws Problem not_the_steerer, not_found without a lesson */
  move(change: Move, by: string): void {
    if (change.act !== 'pause') this.assertSteers(by);
    if (this.#playhead.lesson === null) throw new Problem('not_found');
    this.#become(move(passTime(this.#playhead, this.clock.now()), change, by, this.clock.now()));
  }

  /** @throws Problem not_the_steerer, not_found */
  control(change: ControlChange, by: string): void {
    this.#steering = steer(this.#steering, change, by, this.company);
    this.#keep();
    this.events.changed();
  }

  wait(device: { deviceId: string; personId: string }, waits: boolean): void {
    if (this.#playhead.lesson !== null) this.#become(setWaiting(this.#playhead, device, waits, this.clock.now()));
  }

  /** A page left, or its line is down: nobody waits for it, and with nobody there the lesson stands still. */
  pageGone(device: { deviceId: string; personId: string }): void {
    const { lesson, by } = this.#playhead;
    // First of all: no longer waiting for that page, it would play on.
    if (lesson !== null && !this.company.isAnybodyHere()) this.move({ act: 'pause' }, by);
    this.wait(device, false);
  }

  /** Others are not invited any more: what one of them steered falls to the host. */
  keepTo(people: readonly string[], hostId: string): void {
    const { steererId, askedBy } = this.#steering;
    const next = {
      steererId: people.includes(steererId) ? steererId : hostId,
      askedBy: askedBy.filter((id) => people.includes(id)),
    };
    if (next.steererId === steererId && next.askedBy.length === askedBy.length) return;
    this.#steering = next;
    this.#keep();
    this.events.changed();
  }

  /** Called now and then: where a lesson that plays stands is kept too. */
  look(): void {
    if (isPlaying(this.#playhead)) this.#keep();
  }

  /** Resolves when where it stands is kept. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#keep();
    await this.#kept.settled();
  }

  #become(next: SharedPlayhead): void {
    const before = this.#playhead;
    if (next === before) return;
    this.#playhead = next;
    this.#arm();
    if (moved(before, next)) {
      this.events.moved(published(next));
      this.#keep();
    }
    const people = waitedFor(next);
    if (people.join() !== waitedFor(before).join()) {
      this.events.waiting(people);
      this.events.changed();
    }
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const at = nextChangeAt(this.#playhead);
    if (at === undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#become(passTime(this.#playhead, this.clock.now()));
        // A timer may come a millisecond early, when nothing has changed yet.
        this.#arm();
      },
      Math.max(1, Math.ceil(at - this.clock.now())),
    ).unref();
  }

  #keep(): void {
    const { lesson, rate } = this.#playhead;
    this.#kept.put({
      playheadRecordingId: lesson?.recordingId ?? null,
      playheadMs: positionAt(this.#playhead, this.clock.now()),
      playheadRate: rate,
      steererId: this.#steering.steererId,
    });
  }
}

const moved = (before: SharedPlayhead, next: SharedPlayhead): boolean =>
  before.lesson !== next.lesson ||
  before.since !== next.since ||
  before.atMs !== next.atMs ||
  before.rate !== next.rate ||
  isPlaying(before) !== isPlaying(next);
