/** Tabs and devices of one person, and their lines that have not noticed yet that they are down. */
const MOST_PAGES = 50;

interface Page {
  conn: { once(event: 'close', gone: () => void): unknown };
}

/** How many pages each person has open at this API process. */
export class PagesOpen {
  readonly #open = new Map<string, number>();
  readonly #most: number;

  constructor(most = MOST_PAGES) {
    this.#most = most;
  }

  /** @returns whether there was room; a page that got it gives it back when its line closes */
  enter(personId: string, { conn }: Page): boolean {
    const open = this.#open.get(personId) ?? 0;
    if (open >= this.#most) return false;
    this.#open.set(personId, open + 1);
    conn.once('close', () => this.#leave(personId));
    return true;
  }

  #leave(personId: string): void {
    const open = (this.#open.get(personId) ?? 1) - 1;
    if (open > 0) this.#open.set(personId, open);
    else this.#open.delete(personId);
  }
}
