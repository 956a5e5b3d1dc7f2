import type { PersonRef } from '@lesblik/shared/common';
import type { SignedInSocket } from '../../sockets/signed-in-socket.ts';

interface Waiting {
  person: PersonRef;
  since: Date;
  pages: Set<SignedInSocket>;
}

/** Those who knocked and wait to be let in. */
export class Doorway {
  readonly #waiting = new Map<string, Waiting>();

  get waiting(): { person: PersonRef; since: string }[] {
    return [...this.#waiting.values()].map(({ person, since }) => ({ person, since: since.toISOString() }));
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  has(personId: string): boolean {
    return this.#waiting.has(personId);
  }

  knock(person: PersonRef, page: SignedInSocket, since: Date): void {
    const waiting = this.#waiting.get(person.id) ?? { person, since, pages: new Set() };
    waiting.pages.add(page);
    this.#waiting.set(person.id, waiting);
  }

  /** @returns the pages with which they waited */
  leave(personId: string): SignedInSocket[] {
    const pages = [...(this.#waiting.get(personId)?.pages ?? [])];
    this.#waiting.delete(personId);
    return pages;
  }

  /** @returns whether somebody waits no more */
  pageGone(page: SignedInSocket): boolean {
    for (const [personId, { pages }] of this.#waiting) {
      if (!pages.delete(page) || pages.size > 0) continue;
      this.#waiting.delete(personId);
      return true;
    }
    return false;
  }
}
