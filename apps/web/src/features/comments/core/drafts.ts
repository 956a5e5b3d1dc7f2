import type { DeviceStore, Draft } from './device-store.ts';

const SETTLE_MS = 250;

/** The drafts of one person on one recording: in memory for typing, on the device a quarter of a second later. */
export class Drafts {
  readonly #db: DeviceStore;
  readonly #personId: string;
  readonly #recordingId: string;
  readonly #drafts = new Map<string, Draft>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();

  private constructor(db: DeviceStore, personId: string, recordingId: string) {
    this.#db = db;
    this.#personId = personId;
    this.#recordingId = recordingId;
  }

  /** @param left what a page that went could not store any more */
  static async open(
    db: DeviceStore,
    personId: string,
    recordingId: string,
    left: readonly Draft[] = [],
  ): Promise<Drafts> {
    const drafts = new Drafts(db, personId, recordingId);
    const kept = await db.getAll(
      'drafts',
      IDBKeyRange.bound([personId, recordingId, ''], [personId, recordingId, '\uffff']),
    );
    for (const draft of kept) drafts.#drafts.set(draft.slot, draft);
    for (const draft of left) {
      if ((drafts.#drafts.get(draft.slot)?.updatedAt ?? 0) < draft.updatedAt) drafts.#set(draft);
    }
    return drafts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (slot: string): Draft | undefined => this.#drafts.get(slot);

  slots(): string[] {
    return [...this.#drafts.keys()];
  }

  /** Begins a draft, or gives the one that was left in this place. */
  begin(slot: string, start: Pick<Draft, 'moment' | 'kind'> & Partial<Draft>): Draft {
    const left = this.#drafts.get(slot);
    if (left) return left;
    const draft: Draft = {
      parentId: null,
      text: '',
      goalIds: [],
      mentionIds: [],
      private: false,
      ...start,
      personId: this.#personId,
      recordingId: this.#recordingId,
      slot,
      clientKey: crypto.randomUUID(),
      updatedAt: Date.now(),
    };
    this.#set(draft);
    return draft;
  }

  change(slot: string, change: Partial<Draft>): void {
    const draft = this.#drafts.get(slot);
    if (draft) this.#set({ ...draft, ...change, updatedAt: Date.now() });
  }

  async drop(slot: string): Promise<void> {
    this.forget(slot);
    await this.#db.delete('drafts', [this.#personId, this.#recordingId, slot]);
  }

  /** It went to the outbox, which has taken it from the device in the same transaction. */
  forget(slot: string): void {
    clearTimeout(this.#timers.get(slot));
    this.#timers.delete(slot);
    this.#drafts.delete(slot);
    this.#tell();
  }

  /** What is not on the device yet. */
  settling(): Draft[] {
    return [...this.#timers.keys()].flatMap((slot) => this.#drafts.get(slot) ?? []);
  }

  /** Writes at once what is still settling. */
  async flush(): Promise<void> {
    const slots = [...this.#timers.keys()];
    await Promise.all(slots.map((slot) => this.#write(slot)));
  }

  #set(draft: Draft): void {
    this.#drafts.set(draft.slot, draft);
    clearTimeout(this.#timers.get(draft.slot));
    this.#timers.set(
      draft.slot,
      setTimeout(() => void this.#write(draft.slot), SETTLE_MS),
    );
    this.#tell();
  }

  async #write(slot: string): Promise<void> {
    clearTimeout(this.#timers.get(slot));
    this.#timers.delete(slot);
    const draft = this.#drafts.get(slot);
    if (draft) await this.#db.put('drafts', draft);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
