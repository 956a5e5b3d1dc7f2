import { type RawBuilder, sql } from 'kysely';

/** The trajectory of this alias is not over: neither closed nor stopped, as `isOver` has it. */
export const goesOn = (alias: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.phase`)} <> 'closed' and ${sql.ref(`${alias}.standing`)} <> 'stopped')`;

/** The day on which the trajectory of this alias is to end, or was closed or stopped: lessons are kept from there. */
export const endDay = (alias: string): RawBuilder<string> =>
  sql<string>`(case when ${goesOn(alias)} then ${sql.ref(`${alias}.ends_on`)} else coalesce(
    (select max(e.at at time zone 'UTC')::date from trajectory_event e
      where e.trajectory_id = ${sql.ref(`${alias}.id`)} and e.to_step in ('closed', 'stopped')),
    ${sql.ref(`${alias}.ends_on`)}) end)`;

/** The day of the action of this alias, as an instant that stands for that day alone. */
export const dueInstant = (alias: string): RawBuilder<Date> =>
  sql<Date>`(${sql.ref(`${alias}.due_on`)}::timestamp at time zone 'UTC')`;

/** A timestamptz column as the contract writes it, `2026-11-27T08:00:00.000Z`; null stays null. */
export const isoInstant = <T extends string | null = string>(column: string): RawBuilder<T> =>
  sql<T>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
