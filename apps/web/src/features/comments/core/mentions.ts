import type { PersonRef } from '@lesblik/shared/common';

export interface MentionQuery {
  /** Index of the `@`. */
  readonly from: number;
  readonly query: string;
}

/** The mention that is being typed just before the caret, if any. */
export function mentionAt(text: string, caret: number): MentionQuery | null {
  const before = text.slice(0, caret);
  const found = /(^|\s)@([\p{L}\p{M}'-]*(?: [\p{L}\p{M}'-]*)?)$/u.exec(before);
  return found ? { from: caret - (found[2] ?? '').length - 1, query: found[2] ?? '' } : null;
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** People of whose name some word begins with what was typed. */
export function matching<P extends PersonRef>(people: readonly P[], query: string): P[] {
  const wanted = folded(query);
  return people.filter(
    ({ name }) =>
      folded(name).startsWith(wanted) ||
      folded(name)
        .split(/\s+/)
        .some((word) => word.startsWith(wanted)),
  );
}

export function insertMention(
  text: string,
  caret: number,
  at: MentionQuery,
  name: string,
): { text: string; caret: number } {
  const inserted = `@${name} `;
  return { text: text.slice(0, at.from) + inserted + text.slice(caret), caret: at.from + inserted.length };
}

/** Who is mentioned in the text as it stands: a name that was edited away mentions nobody. */
export const mentionedIn = (text: string, people: readonly PersonRef[]): string[] =>
  people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);

/** The text in pieces, mentions apart, for showing them as such. */
export function withMentions(text: string, mentions: readonly PersonRef[]): { text: string; mention: boolean }[] {
  const names = mentions.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length);
  if (names.length === 0) return [{ text, mention: false }];
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'g'))
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, mention: names.includes(piece) }));
}
