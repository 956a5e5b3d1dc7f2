import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';

/** Access that ended without a notice is found within this time. */
const RECHECK_MS = 30_000;

/** Undefined: they may not watch it. `endsAt`: when that ends by itself. */
export type MayWatch = (personId: string, recordingId: string) => Promise<{ endsAt: Date | null } | undefined>;

/** Who in a room may watch the lesson it is in. Asked anew at every hint; somebody not asked yet sees nothing. */
export class Sight {
  readonly #seeing = new Map<string, boolean>();
  #recordingId: string | undefined;
  /** What was asked before the last hint is not believed after it. */
  #hints = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    private readonly people: () => string[],
    private readonly mayWatch: MayWatch,
    /** Told who sees it now and did not, or the other way round; nobody when another lesson was chosen. */
    private readonly changed: (people: string[]) => void,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  sees(personId: string): boolean {
    return this.#seeing.get(personId) === true;
  }

  /** Of another lesson than the one that was looked at last nobody sees anything. */
  seesLesson(personId: string, recordingId: string | undefined): boolean {
    return recordingId === this.#recordingId && this.sees(personId);
  }

  /**
   * Asks beforehand who may watch another lesson, so that they see it from the moment on that it is chosen. What happened
   * to anybody's access meanwhile is found by the look that follows. @returns what puts it in place
   */
  async foresee(recordingId: string): Promise<() => void> {
    const hint = this.#hints;
    const people = this.people();
    const answers = await Promise.all(people.map((personId) => this.mayWatch(personId, recordingId)));
    return () => {
      if (hint !== this.#hints || this.#closed) return;
      this.#recordingId = recordingId;
      this.#seeing.clear();
      for (const [at, personId] of people.entries()) this.#seeing.set(personId, answers[at] !== undefined);
    };
  }

  /** @param ended this person's (or, when null, everybody's) access is over for certain */
  async look(recordingId: string | undefined, ended?: { personId: string | null }): Promise<void> {
    this.#hints += 1;
    if (recordingId !== this.#recordingId) this.#seeing.clear();
    this.#recordingId = recordingId;
    if (ended !== undefined) {
      const out = [...this.#seeing.keys()].filter((id) => ended.personId === null || ended.personId === id);
      for (const personId of out) this.#seeing.set(personId, false);
      this.changed(out);
    }
    clearTimeout(this.#timer);
    if (recordingId === undefined || this.#closed) return;
    const hint = this.#hints;
    let again = RECHECK_MS;
    let before = new Set<string>();
    try {
      const people = this.people();
      const answers = await Promise.all(people.map((personId) => this.mayWatch(personId, recordingId)));
      if (hint !== this.#hints || this.#closed) return;
      before = this.#clear();
      for (const [at, personId] of people.entries()) this.#seeing.set(personId, answers[at] !== undefined);
      const ends = answers.flatMap((one) => one?.endsAt ?? []).map((date) => date.getTime() - this.clock.now() + 1);
      again = Math.max(0, Math.min(again, ...ends));
    } catch (error) {
      // Whoever cannot be asked about sees nothing meanwhile.
      before = this.#clear();
      this.log.error({ err: error, recordingId }, 'could not look who may watch the lesson of a call');
    }
    if (hint !== this.#hints || this.#closed) return;
    this.changed([...new Set([...before, ...this.#seeing.keys()])].filter((id) => before.has(id) !== this.sees(id)));
    this.#timer = setTimeout(() => void this.look(recordingId), again).unref();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** @returns who saw it */
  #clear(): Set<string> {
    const before = new Set([...this.#seeing.keys()].filter((id) => this.sees(id)));
    this.#seeing.clear();
    return before;
  }
}

export const openSight = (
  { mayWatch, clock, log }: { mayWatch: MayWatch; clock: Clock; log: Log },
  people: () => string[],
  seen: (people: string[]) => void,
  changed: () => void,
): Sight => {
  const both = (whose: string[]) => {
    seen(whose);
    changed();
  };
  return new Sight(people, mayWatch, both, clock, log);
};
