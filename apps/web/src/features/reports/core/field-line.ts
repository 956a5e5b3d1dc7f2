import type { ReportField } from '@lesblik/shared/reports';

type Changes = Partial<Pick<ReportField, 'text' | 'released' | 'rated'>>;

export interface FieldState {
  text: string;
  released: boolean;
  rated: boolean;
  /** `conflict`: other words stand there than those that were written over; both are here to choose from. */
  line: 'saved' | 'saving' | 'offline' | 'refused' | 'conflict';
  /** The other words; null without a conflict. */
  theirs: string | null;
  problem: unknown;
}

/** What was typed and not saved yet, and over which words. */
export interface Kept {
  text: string;
  over: string;
}

export interface Ports {
  write: (changes: Changes & { revision: number }) => Promise<ReportField>;
  /** The field as it stands now. */
  read: () => Promise<ReportField>;
  /** On this device, for when the page is closed too early. */
  kept: { get: () => Kept | undefined; set: (kept: Kept | undefined) => void };
  /** `changed`: written over what was not read. `away`: it did not arrive. */
  kindOf: (error: unknown) => 'changed' | 'away' | 'other';
}

const PAUSE_MS = 1_000;
const AGAIN_MS = 4_000;

/** One field of the evaluation as its writer has it: saved at each pause, never over words that were not read, never lost. */
export class FieldLine {
  readonly #ports: Ports;
  readonly #listeners = new Set<() => void>();
  #server: ReportField;
  #pending: Changes = {};
  #state: FieldState;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;

  constructor(field: ReportField, ports: Ports) {
    this.#server = field;
    this.#ports = ports;
    const { text, released, rated } = field;
    this.#state = { text, released, rated, line: 'saved', theirs: null, problem: undefined };
    const kept = ports.kept.get();
    if (kept === undefined || kept.text === text) return;
    this.#pending = { text: kept.text };
    this.#state = { ...this.#state, text: kept.text, line: 'saving' };
    if (kept.over === text) this.#soon();
    else this.#conflict();
  }

  readonly getState = (): FieldState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  type(text: string): void {
    this.#pending = { ...this.#pending, text };
    this.#ports.kept.set({ text, over: this.#server.text });
    const { line } = this.#state;
    this.#set({ text, line: line === 'conflict' ? line : 'saving' });
    this.#soon();
  }

  choose(choice: Pick<Changes, 'released' | 'rated'>): void {
    this.#pending = { ...this.#pending, ...choice };
    const { line } = this.#state;
    this.#set({ ...choice, line: line === 'conflict' ? line : 'saving' });
    void this.flush();
  }

  /** The field as the page reads it anew. */
  seen(field: ReportField): void {
    if (this.#busy || field.revision <= this.#server.revision) return;
    const clash = this.#pending.text !== undefined && field.text !== this.#server.text;
    this.#server = field;
    if (clash) this.#conflict();
    else this.#show();
  }

  keepMine(): void {
    this.#set({ line: 'saving', theirs: null });
    void this.flush();
  }

  takeTheirs(): void {
    const { text: _, ...rest } = this.#pending;
    this.#pending = rest;
    this.#ports.kept.set(undefined);
    this.#set({ text: this.#server.text, line: 'saving', theirs: null });
    void this.flush();
  }

  /** Sends what waits. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#busy || this.#state.line === 'conflict') return;
    if (Object.keys(this.#pending).length === 0) {
      this.#set({ line: 'saved', problem: undefined });
      return;
    }
    const sent = this.#pending;
    this.#busy = true;
    try {
      this.#arrived(sent, await this.#ports.write({ ...sent, revision: this.#server.revision }));
    } catch (error) {
      await this.#refused(error);
    } finally {
      this.#busy = false;
    }
    if (this.#state.line === 'saving' && Object.keys(this.#pending).length > 0) this.#soon();
  }

  #arrived(sent: Changes, now: ReportField): void {
    this.#server = now;
    // What was typed or chosen meanwhile waits for its own turn.
    const { text, released, rated } = this.#pending;
    this.#pending = {
      ...(text !== undefined && text !== sent.text && { text }),
      ...(released !== undefined && released !== sent.released && { released }),
      ...(rated !== undefined && rated !== sent.rated && { rated }),
    };
    this.#ports.kept.set(this.#pending.text === undefined ? undefined : { text: this.#pending.text, over: now.text });
    const done = Object.keys(this.#pending).length === 0;
    this.#set({ line: done ? 'saved' : 'saving', problem: undefined });
  }

  async #refused(error: unknown): Promise<void> {
    const kind = this.#ports.kindOf(error);
    if (kind === 'other') return this.#set({ line: 'refused', problem: error });
    if (kind === 'away') return this.#again();
    try {
      const now = await this.#ports.read();
      const clash = this.#pending.text !== undefined && ![this.#server.text, this.#pending.text].includes(now.text);
      this.#server = now;
      if (clash) this.#conflict();
      else this.#show();
    } catch {
      // The line went away in between: asked for again with the next try.
      this.#again();
    }
  }

  #again(): void {
    this.#set({ line: 'offline' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), AGAIN_MS);
  }

  #conflict(): void {
    clearTimeout(this.#timer);
    this.#set({ line: 'conflict', theirs: this.#server.text });
  }

  #show(): void {
    const { text, released, rated } = { ...this.#server, ...this.#pending };
    this.#set({ text, released, rated });
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  #set(change: Partial<FieldState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
