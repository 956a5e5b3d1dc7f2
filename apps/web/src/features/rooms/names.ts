import type { PersonRef } from '@lesblik/shared/common';

/** Names in a sentence; oneself first, by the word that fits there. */
export function namesIn(
  people: readonly PersonRef[],
  { meId, me, language }: { meId: string; me: string; language: string },
): string {
  const others = people.filter(({ id }) => id !== meId).map(({ name }) => name);
  return new Intl.ListFormat(language).format(others.length < people.length ? [me, ...others] : others);
}
