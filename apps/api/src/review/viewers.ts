import type { Viewer } from '@lesblik/shared/review';

interface Seen extends Viewer {
  /** Milliseconds of the clock when it last moved. */
  at: number;
}

interface Elsewhere {
  viewers: Viewer[];
  at: number;
}

/** A process that said nothing for this long is gone, and its viewers with it. */
const SILENT_MS = 12_000;

/** Who watches one recording: sockets of this process, and what other processes told. */
export class Viewers {
  readonly #here = new Map<string, Seen>();
  readonly #elsewhere = new Map<string, Elsewhere>();

  get empty(): boolean {
    return this.#here.size === 0;
  }

  move(socketId: string, viewer: Viewer, now: number): void {
    this.#here.set(socketId, { ...viewer, at: now });
  }

  leave(socketId: string): void {
    this.#here.delete(socketId);
  }

  /** @returns true when this process was not known to have viewers, so that it wants to be told of ours */
  told(process: string, viewers: Viewer[], now: number): boolean {
    const known = this.#elsewhere.has(process);
    if (viewers.length === 0) this.#elsewhere.delete(process);
    else this.#elsewhere.set(process, { viewers, at: now });
    return !known && viewers.length > 0;
  }

  /** One for each person, where they moved last; in the order in which they came. */
  here(): Viewer[] {
    const people = new Map<string, Seen>();
    for (const seen of this.#here.values()) {
      const other = people.get(seen.person.id);
      if (other === undefined || seen.at >= other.at) people.set(seen.person.id, seen);
    }
    return [...people.values()].map(({ person, atMs, playing }) => ({ person, atMs, playing }));
  }

  all(now: number): Viewer[] {
    const people = new Map(this.here().map((viewer) => [viewer.person.id, viewer]));
    for (const [process, { viewers, at }] of this.#elsewhere) {
      if (now - at > SILENT_MS) this.#elsewhere.delete(process);
      else for (const viewer of viewers) if (!people.has(viewer.person.id)) people.set(viewer.person.id, viewer);
    }
    return [...people.values()];
  }
}
