import type { PersonRef } from '@lesblik/shared/common';

/** Somebody on a page, and where on it. */
export interface Here {
  person: PersonRef;
}

interface Seen<H> {
  here: H;
  /** Milliseconds of the clock when they last moved. */
  at: number;
}

interface Elsewhere<H> {
  people: readonly H[];
  at: number;
}

/** A process that said nothing for this long is gone, and its people with it. */
const SILENT_MS = 12_000;

/** Who is on the pages of one thing: sockets of this process, and what other processes told. */
export class PeopleHere<H extends Here> {
  readonly #here = new Map<string, Seen<H>>();
  readonly #elsewhere = new Map<string, Elsewhere<H>>();

  get empty(): boolean {
    return this.#here.size === 0;
  }

  move(socketId: string, here: H, now: number): void {
    this.#here.set(socketId, { here, at: now });
  }

  leave(socketId: string): void {
    this.#here.delete(socketId);
  }

  /** @returns true when this process was not known to have people there, so that it wants to be told of ours */
  told(process: string, people: readonly H[], now: number): boolean {
    const known = this.#elsewhere.has(process);
    if (people.length === 0) this.#elsewhere.delete(process);
    else this.#elsewhere.set(process, { people, at: now });
    return !known && people.length > 0;
  }

  /** One for each person, where they moved last; in the order in which they came. */
  here(): H[] {
    const people = new Map<string, Seen<H>>();
    for (const seen of this.#here.values()) {
      const other = people.get(seen.here.person.id);
      if (other === undefined || seen.at >= other.at) people.set(seen.here.person.id, seen);
    }
    return [...people.values()].map(({ here }) => here);
  }

  all(now: number): H[] {
    const people = new Map(this.here().map((one) => [one.person.id, one]));
    for (const [process, told] of this.#elsewhere) {
      if (now - told.at > SILENT_MS) this.#elsewhere.delete(process);
      else for (const one of told.people) if (!people.has(one.person.id)) people.set(one.person.id, one);
    }
    return [...people.values()];
  }
}
