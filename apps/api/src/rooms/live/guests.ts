import type { PersonRef } from '@lesblik/shared/common';
import { Problem } from '@lesblik/shared/problems';
import type { Invited } from '../rooms.repository.ts';

/** Who is invited to a room, its host included, and who of them was let in. */
export class Guests {
  readonly #people = new Map<string, Invited>();

  constructor(invited: readonly Invited[]) {
    this.add(invited);
  }

  get ids(): string[] {
    return [...this.#people.keys()];
  }

  get all(): PersonRef[] {
    return [...this.#people.values()].map(({ person }) => person);
  }

  find(personId: string): Invited | undefined {
    return this.#people.get(personId);
  }

  /** @throws Problem not_found for who is not invited */
  get(personId: string): Invited {
    const invited = this.#people.get(personId);
    if (invited === undefined) throw new Problem('not_found');
    return invited;
  }

  /** @returns who is here and not among these */
  without(invited: readonly Invited[]): string[] {
    const ids = new Set(invited.map(({ person }) => person.id));
    return this.ids.filter((id) => !ids.has(id));
  }

  /** Whoever is here already stays as they are. */
  add(invited: readonly Invited[]): void {
    for (const one of invited) if (!this.#people.has(one.person.id)) this.#people.set(one.person.id, { ...one });
  }

  remove(personId: string): void {
    this.#people.delete(personId);
  }
}
