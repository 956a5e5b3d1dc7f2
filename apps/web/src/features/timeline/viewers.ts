import type { Viewer } from '@lesblik/shared/review';

const COLOURS = ['#7cc4bf', '#e7b15a', '#c9a6ee', '#9cc978', '#ef9f8f', '#8fb8f0'] as const;

export interface ShownViewer {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly colour: string;
  /** Null for who looks apart, or outside the part that is shown here. */
  readonly atMs: number | null;
  readonly playing: boolean;
}

/** `Anna de Vries` becomes `AV`: the first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /\p{L}/u.exec(word)?.[0] ?? []);
  return `${letters[0] ?? '?'}${letters.length > 1 ? letters.at(-1) : ''}`.toLocaleUpperCase();
}

/** The same colour for a person on every page. */
function colourOf(id: string): string {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 9973;
  return COLOURS[sum % COLOURS.length] ?? COLOURS[0];
}

/** The others in the room, each once however many pages they have open. */
export function othersOf(viewers: readonly Viewer[], ownId: string): ShownViewer[] {
  const seen = new Map<string, ShownViewer>();
  for (const { person, atMs, playing } of viewers)
    if (person.id !== ownId)
      seen.set(person.id, {
        id: person.id,
        name: person.name,
        initials: initialsOf(person.name),
        colour: colourOf(person.id),
        atMs,
        playing,
      });
  return [...seen.values()];
}
