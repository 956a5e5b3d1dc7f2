/** Instead of `removed` characters from `at` on, these. */
export interface Edit {
  at: number;
  removed: number;
  inserted: string;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/**
 * The one edit that makes `after` of `before`, as near to the caret behind it as it can be: a letter doubled is the one
 * that was typed. Never parts the two halves of a character.
 */
export function editBetween(before: string, after: string, caret: number): Edit {
  const shortest = Math.min(before.length, after.length);
  const longestTail = Math.min(shortest, Math.max(0, after.length - caret));
  let tail = 0;
  while (
    tail < longestTail &&
    before.charCodeAt(before.length - tail - 1) === after.charCodeAt(after.length - tail - 1)
  )
    tail += 1;
  let head = 0;
  while (head < shortest - tail && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  if (head > 0 && isHigh(before.charCodeAt(head - 1))) head -= 1;
  if (tail > 0 && isLow(before.charCodeAt(before.length - tail))) tail -= 1;
  return { at: head, removed: before.length - head - tail, inserted: after.slice(head, after.length - tail) };
}
