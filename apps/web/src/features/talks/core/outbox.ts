import { MOST_UPDATE_BYTES, type TalkText } from '@lesblik/shared/talk-events';
import * as Y from 'yjs';
import type { Kept, KeptUpdates } from './kept-updates.ts';

type Waiting = Pick<Kept, 'text' | 'bytes'> & { key: Promise<number> };

/** What was written here and is not acknowledged yet, in the order of writing. */
export class Outbox {
  readonly #kept: KeptUpdates;
  #waiting: Waiting[] = [];

  constructor(kept: KeptUpdates) {
    this.#kept = kept;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** Takes up what an earlier page left on the device. */
  async takeUp(): Promise<readonly Kept[]> {
    const left = await this.#kept.all();
    const earlier = left.map(({ key, text, bytes }) => ({ key: Promise.resolve(key), text, bytes }));
    this.#waiting = [...earlier, ...this.#waiting];
    return left;
  }

  add(text: TalkText, bytes: Uint8Array): void {
    const key = this.#kept.add(text, bytes);
    // A device that keeps nothing (a private window that is full) still sends.
    key.catch(() => undefined);
    this.#waiting.push({ text, bytes, key });
  }

  /** As much of one text as fits a message, merged; undefined when nothing waits. */
  next(): { text: TalkText; update: Uint8Array; count: number } | undefined {
    const [first] = this.#waiting;
    if (first === undefined) return undefined;
    let count = 0;
    let bytes = 0;
    for (const { text, bytes: own } of this.#waiting) {
      if (text !== first.text || (count > 0 && bytes + own.byteLength > MOST_UPDATE_BYTES)) break;
      count += 1;
      bytes += own.byteLength;
    }
    const update = Y.mergeUpdates(this.#waiting.slice(0, count).map((one) => one.bytes));
    return { text: first.text, update, count };
  }

  /** The first `count` are on the server. */
  async done(count: number): Promise<void> {
    const sent = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    const keys = await Promise.allSettled(sent.map(({ key }) => key));
    const kept = keys.filter((key) => key.status === 'fulfilled').map(({ value }) => value);
    if (kept.length > 0) await this.#kept.remove(kept);
  }

  /** Gives up what the server will never take. */
  async drop(): Promise<void> {
    await this.done(this.#waiting.length);
  }
}
