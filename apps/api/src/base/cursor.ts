import { Problem } from '@lesblik/shared/problems';

/** Where a page ended, as an opaque text; its fields come back as they were. */
export const encodeCursor = (fields: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(fields)).toString('base64url');

/** @throws Problem invalid_input for what `encodeCursor` did not make from as many fields */
export function decodeCursor(cursor: string, fields: number): string[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.length === fields) return parsed.map(String);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Problem('invalid_input', { issues: [{ path: 'query.cursor', message: 'Not a cursor of this list.' }] });
}

/** One row more than the page was asked for: it tells whether there is a next page. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  cursorOf: (row: Row) => readonly (string | number)[],
  present: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(present),
    next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  };
}
