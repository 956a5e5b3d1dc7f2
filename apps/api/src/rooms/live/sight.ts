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
    private readonly changed: () => void,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  sees(personId: string): boolean {
    return this.#seeing.get(personId) === true;
  }

  /** @param ended this person's (or, when null, everybody's) access is over for certain */
  async look(recordingId: string | undefined, ended?: { personId: string | null }): Promise<void> {
    this.#hints += 1;
    if (recordingId !== this.#recordingId) this.#seeing.clear();
    this.#recordingId = recordingId;
    if (ended !== undefined) {
      for (const personId of this.#seeing.keys())
        if (ended.personId === null || ended.personId === personId) this.#seeing.set(personId, false);
      this.changed();
    }
    clearTimeout(this.#timer);
    if (recordingId === undefined || this.#closed) return;
    const hint = this.#hints;
    let again = RECHECK_MS;
    try {
      const people = this.people();
      const answers = await Promise.all(people.map((personId) => this.mayWatch(personId, recordingId)));
      if (hint !== this.#hints || this.#closed) return;
      this.#seeing.clear();
      for (const [at, personId] of people.entries()) this.#seeing.set(personId, answers[at] !== undefined);
      const ends = answers.flatMap((one) => one?.endsAt ?? []).map((date) => date.getTime() - this.clock.now() + 1);
      again = Math.max(0, Math.min(again, ...ends));
    } catch (error) {
      // Whoever cannot be asked about sees nothing meanwhile.
      this.#seeing.clear();
      this.log.error({ err: error, recordingId }, 'could not look who may watch the lesson of a call');
    }
    if (hint !== this.#hints || this.#closed) return;
    this.changed();
    this.#timer = setTimeout(() => void this.look(recordingId), again).unref();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }
}
