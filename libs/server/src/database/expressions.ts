import { type RawBuilder, sql } from 'kysely';

/** The trajectory of this alias is not over: neither closed nor stopped, as `isOver` has it. */
export const goesOn = (alias: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.phase`)} <> 'closed' and ${sql.ref(`${alias}.standing`)} <> 'stopped')`;

/** The day of the action of this alias, as an instant that stands for that day alone. */
export const dueInstant = (alias: string): RawBuilder<Date> =>
  sql<Date>`(${sql.ref(`${alias}.due_on`)}::timestamp at time zone 'UTC')`;

/** A timestamptz column as the contract writes it, `2026-11-27T08:00:00.000Z`; null stays null. */
export const isoInstant = <T extends string | null = string>(column: string): RawBuilder<T> =>
  sql<T>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
