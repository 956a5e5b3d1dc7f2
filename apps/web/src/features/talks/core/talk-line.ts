import type { ProblemCode } from '@lesblik/shared/problems';
import { Problem } from '@lesblik/shared/problems';
import type { TalkPresence, TalkText } from '@lesblik/shared/talk-events';
import * as Y from 'yjs';
import type { KeptUpdates } from './kept-updates.ts';
import { Outbox } from './outbox.ts';
import type { Transport } from './transport.ts';

export interface LineState {
  readonly line: 'opening' | 'open' | 'lost' | 'outdated' | 'ended';
  /** The texts are here as the server had them. */
  readonly loaded: boolean;
  /** Everything written here is on the server. */
  readonly saved: boolean;
  /** Why what was written cannot be saved. */
  readonly problem: ProblemCode | null;
  readonly present: readonly TalkPresence[];
}

interface Options {
  talkId: string;
  transport: Transport;
  kept: KeptUpdates;
  /** Something of the talk beside its texts changed. */
  changed: () => void;
  /** Between two messages: what is typed meanwhile goes in the next. */
  paceMs?: number;
}

const PACE_MS = 100;
const AGAIN_MS = 1_000;
/** These pass by themselves. */
const passing: ReadonlySet<ProblemCode> = new Set(['too_many_requests', 'unavailable', 'internal']);

/** From the server: not to be sent back. */
const REMOTE = Symbol('remote');
/** Waits on the device already. */
const KEPT = Symbol('kept');

const bytesOf = (update: Uint8Array | ArrayBuffer): Uint8Array => new Uint8Array(update);

/**
 * The texts of a talk on this page: what is written goes to the device and then, acknowledged, to the server; what others
 * write comes in. After each break it asks for what it missed and sends what was not acknowledged.
 */
export class TalkLine {
  readonly #options: Options;
  readonly #outbox: Outbox;
  readonly #texts: Record<TalkText, Y.Doc> = { shared: new Y.Doc(), mine: new Y.Doc() };
  readonly #listeners = new Set<() => void>();
  readonly #leave: (() => void)[] = [];
  readonly #heldBack: (() => void)[] = [];
  #held = 0;
  #state: LineState = { line: 'opening', loaded: false, saved: true, problem: null, present: [] };
  #joined = false;
  #sending = false;
  #closed = false;
  #field: string | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#outbox = new Outbox(options.kept);
  }

  readonly getState = (): LineState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  text(of: TalkText, field: string): Y.Text {
    return this.#texts[of].getText(field);
  }

  async open(): Promise<void> {
    for (const { text, bytes } of await this.#outbox.takeUp()) Y.applyUpdate(this.#texts[text], bytes, KEPT);
    if (this.#closed) return;
    this.#set({ saved: this.#outbox.size === 0 });
    for (const text of ['shared', 'mine'] as const)
      this.#texts[text].on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== REMOTE && origin !== KEPT) this.#wrote(text, update);
      });
    const { transport, talkId, changed } = this.#options;
    this.#leave.push(
      transport.on('talk:updated', (notice) => {
        if (notice.talkId === talkId) this.#takeIn(notice.text, notice.update);
      }),
      transport.on('talk:present', (notice) => {
        if (notice.talkId === talkId) this.#set({ present: notice.present });
      }),
      transport.on('talk:changed', (notice) => {
        if (notice.talkId !== talkId) return;
        // A talk that was closed may be open again.
        if (this.#state.problem === 'talk_closed') this.#set({ problem: null });
        void this.#send();
        changed();
      }),
      // A trajectory that was over may go on; the page follows no other.
      transport.on('trajectory:changed', () => {
        if (this.#state.problem !== 'trajectory_over') return;
        this.#set({ problem: null });
        void this.#send();
      }),
      transport.on('talk:ended', (notice) => {
        if (notice.talkId === talkId) this.#end();
      }),
      transport.onLine(
        () => void this.#join(),
        () => {
          this.#joined = false;
          if (this.#state.line !== 'ended') this.#set({ line: 'lost', present: [] });
        },
      ),
    );
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#again);
    for (const leave of this.#leave) leave();
    const { transport, talkId } = this.#options;
    // Whoever is gone is put out by the server too.
    if (this.#joined) transport.ask('talk:leave', { talkId }).catch(() => undefined);
    this.#joined = false;
  }

  /** In which field this person is; nowhere when null. */
  enter(field: string | null): void {
    if (this.#field === field) return;
    this.#field = field;
    this.#tellPlace();
  }

  readonly hold = (): void => {
    this.#held += 1;
  };

  readonly release = (): void => {
    this.#held -= 1;
    if (this.#held > 0) return;
    for (const act of this.#heldBack.splice(0)) act();
  };

  /** Gives up what the server refused, to begin anew from what it has. */
  drop(): Promise<void> {
    return this.#outbox.drop();
  }

  async #join(): Promise<void> {
    const { transport, talkId } = this.#options;
    try {
      const [shared, mine] = [this.#texts.shared, this.#texts.mine].map((doc) => Y.encodeStateVector(doc));
      const answer = await transport.ask('talk:join', {
        talkId,
        shared: shared as Uint8Array,
        mine: mine as Uint8Array,
      });
      if (this.#closed) return;
      this.#takeIn('shared', answer.shared);
      this.#takeIn('mine', answer.mine);
      this.#joined = true;
      this.#set({ line: 'open', loaded: true, present: answer.present });
      this.#tellPlace();
      void this.#send();
    } catch (error) {
      if (this.#closed) return;
      this.#failed(error, () => void this.#join());
    }
  }

  #takeIn(text: TalkText, update: Uint8Array | ArrayBuffer): void {
    const act = (): void => Y.applyUpdate(this.#texts[text], bytesOf(update), REMOTE);
    if (this.#held > 0) this.#heldBack.push(act);
    else act();
  }

  #wrote(text: TalkText, update: Uint8Array): void {
    this.#outbox.add(text, update);
    this.#set({ saved: false });
    void this.#send();
  }

  async #send(): Promise<void> {
    if (this.#sending || !this.#joined || this.#closed || this.#state.problem !== null) return;
    this.#sending = true;
    const { transport, talkId, paceMs = PACE_MS } = this.#options;
    try {
      for (let next = this.#outbox.next(); next !== undefined && this.#joined; next = this.#outbox.next()) {
        await transport.ask('talk:update', { talkId, text: next.text, update: next.update });
        await this.#outbox.done(next.count);
        if (this.#outbox.size > 0) await new Promise((resolve) => setTimeout(resolve, paceMs));
      }
      this.#set({ saved: this.#outbox.size === 0 });
    } catch (error) {
      this.#failed(error, () => void this.#send());
    } finally {
      this.#sending = false;
    }
  }

  /** A line that came back before the answer did not come is joined already: then nobody else goes on. */
  #failed(error: unknown, again: () => void): void {
    const code = error instanceof Problem ? error.code : null;
    if (code === null || passing.has(code)) {
      clearTimeout(this.#again);
      this.#again = setTimeout(again, AGAIN_MS);
    } else if (code === 'not_found' || code === 'not_allowed') this.#end();
    else if (code === 'protocol_too_old') this.#set({ line: 'outdated' });
    else this.#set({ problem: code });
  }

  #end(): void {
    this.#joined = false;
    this.#set({ line: 'ended', present: [] });
  }

  #tellPlace(): void {
    const { transport, talkId } = this.#options;
    if (!this.#joined) return;
    // Who is where is told anew with the next step.
    transport.ask('talk:presence', { talkId, field: this.#field }).catch(() => undefined);
  }

  #set(change: Partial<LineState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
