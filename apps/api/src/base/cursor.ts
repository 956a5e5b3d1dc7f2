import { Problem } from '@lesblik/shared/problems';
import type { z } from 'zod';

/** @throws Problem invalid_input for what is no cursor of this list */
export function decodeCursor<Place extends z.ZodType>(cursor: string, place: Place): z.output<Place> {
  const parsed = place.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw new Problem('invalid_input', { issues: [{ path: 'query.cursor', message: 'Not a cursor of this list.' }] });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `rows` hold one more than the page was asked for, where there is one: it tells that there is a next page. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  placeOf: (row: Row) => object,
  present: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last !== undefined ? JSON.stringify(placeOf(last)) : null;
  return { items: items.map(present), next: next && Buffer.from(next).toString('base64url') };
}
