/** What is read comes from anybody: nested a million times it would be more than the stack holds. */
const MOST_DEPTH = 16;

/**
 * JSON in its one canonical form (RFC 8785), so that a signature holds however a file is laid out. For values of whole
 * numbers, texts, lists and objects whose names are plain letters, as certificates are.
 * @throws RangeError where it is nested too deep
 */
export function canonical(value: unknown, depth = 0): string {
  if (depth > MOST_DEPTH) throw new RangeError('nested deeper than anything that is signed');
  const within = (one: unknown): string => canonical(one, depth + 1);
  if (Array.isArray(value)) return `[${value.map(within).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${within(member)}`).join(',')}}`;
}
