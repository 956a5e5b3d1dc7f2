import type { Judged } from './judged.ts';

/** What was sent, to which route or as which message, and what came of it. */
export interface Found extends Judged {
  name: string;
  sent: unknown;
}

/** Of each kind of fault the first, with what was sent. */
export function faults(found: readonly Found[]): Found[] {
  const kinds = new Map<string, Found>();
  for (const one of found) {
    const kind = `${one.name} ${one.wrong?.slice(0, 80)}`;
    if (one.wrong !== undefined && !kinds.has(kind)) kinds.set(kind, one);
  }
  return [...kinds.values()];
}

/** Turned away before anything of the product looked at it; what is not found may have been, and is not counted. */
const atTheDoor = new Set(
  ['invalid_input', 'malformed_json', 'body_too_large', 'not_signed_in', 'not_found', 'too_many_requests'].concat(
    'cut',
    'none',
  ),
);

/** Where the route's own work began. */
export const reached = (found: readonly Found[]): Found[] => found.filter(({ answer }) => !atTheDoor.has(answer));

/** How many of each answer, the most frequent first. */
export function tally(found: readonly Found[]): string {
  const counts = Object.entries(Object.groupBy(found, ({ answer }) => answer)).map(
    ([answer, all]) => [answer, all?.length ?? 0] as const,
  );
  return counts
    .toSorted(([, a], [, b]) => b - a)
    .map(([answer, count]) => `${answer} ${count}`)
    .join(', ');
}
