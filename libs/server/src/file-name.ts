const MOST_CHARACTERS = 200;
const LONGEST_ENDING = 12;

/** Control characters, and marks that make a name read other than it is (right-to-left marks, overrides, isolates, zero width). */
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
/** What separates folders or is reserved on somebody's system. */
const RESERVED = /[/\\:*?"<>|]/g;

/** Without what hides, separates folders or is reserved somewhere; may be empty. */
export const cleanName = (given: string): string =>
  given
    .toWellFormed()
    .normalize('NFC')
    .replace(HIDDEN, '')
    .replace(RESERVED, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');

/** A file's name as text for people and downloads. Never a path: stored objects have names of their own. */
export function cleanFileName(given: string): string {
  const cleaned = cleanName(given);
  const characters = Array.from(cleaned);
  if (characters.length === 0) return 'film';
  if (characters.length <= MOST_CHARACTERS) return cleaned;
  const dot = characters.lastIndexOf('.');
  const ending = dot > 0 && characters.length - dot <= LONGEST_ENDING ? characters.slice(dot) : [];
  return [...characters.slice(0, MOST_CHARACTERS - ending.length), ...ending].join('');
}
