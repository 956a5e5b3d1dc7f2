import type { Database } from '../database/database.ts';
import { entryText, type LinkContent } from './link.ts';

const PAGE = 1000;

/** A place of the chain with what stands there: of an entry that is gone `text` is null. */
export type LinkRow = Awaited<ReturnType<typeof page>>[number];

/** In order, from after `number`; a page at a time. */
export async function* linksAfter(db: Database, number: number): AsyncGenerator<LinkRow> {
  let after = number;
  for (;;) {
    const rows = await page(db, after, PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.number;
  }
}

export async function nextLink(db: Database, number: number): Promise<LinkRow | undefined> {
  return (await page(db, number, 1))[0];
}

/** A note counts for a restore alone: beside an entry it could say what stood there before that was changed. */
export const contentOf = ({ number, kind, linkedAt, note, text }: LinkRow): LinkContent => ({
  ...{ number, kind, linkedAt },
  text: (kind === 'restored' ? note : text) ?? '',
});

function page(db: Database, after: number, limit: number) {
  return db
    .with('some', (q) =>
      q.selectFrom('auditLink').selectAll().where('number', '>', after).orderBy('number').limit(limit),
    )
    .selectFrom('some as l')
    .leftJoin('auditEntry as e', 'e.id', 'l.entryId')
    .select(['l.number', 'l.kind', 'l.entryId', 'l.note', 'l.linkedAt', 'l.hash', 'e.at'])
    .select(entryText('e').as('text'))
    .orderBy('l.number')
    .execute();
}
