import type pg from 'pg';

/**
 * In which columns any of these words stands, whatever the column's type: every table of every schema of ours and the
 * queue's is read whole. `table.column: how often`.
 */
export async function everywhere(pool: pg.Pool, words: readonly string[]): Promise<string[]> {
  const { rows: columns } = await pool.query<{ schema: string; table: string; column: string }>(
    `select c.table_schema as schema, c.table_name as table, c.column_name as column
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
     order by 1, 2, 3`,
  );
  const found: string[] = [];
  for (const { schema, table, column } of columns) {
    // Bytes show as hexadecimal.
    const text = `lower("${column}"::text)`;
    const { rows } = await pool.query<{ count: number }>(
      `select count(*)::int as count from "${schema}"."${table}"
       where exists (select from unnest($1::text[]) as word
         where position(lower(word) in ${text}) > 0
           or position(encode(convert_to(word, 'UTF8'), 'hex') in ${text}) > 0)`,
      [words],
    );
    if ((rows[0]?.count ?? 0) > 0) found.push(`${table}.${column}: ${rows[0]?.count}`);
  }
  return found;
}
