import { type NotificationKind } from '@lesblik/shared/notifications';
import { sql, type Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { DB } from '../database/schema.ts';
import type { NoticeBus } from '../notices/notice-bus.ts';

export interface News {
  kind: NotificationKind;
  /** What the kind is about: a talk, recording, comment, call, request, proposal, version of an agreement, action … */
  subjectId: string;
  /** Of which there is one telling each: the time of a talk, the instant of an offer or a grant, the day of an action. By default this instant. */
  of?: Date;
  /** Who did it, and is not told. Null: nobody, as of a reminder. */
  byId: string | null;
  personIds: readonly (string | null)[];
}

/** A notice holds at most 8,000 bytes. */
const PEOPLE_PER_NOTICE = 150;

/** Writes down what people are to be told, in the transaction of what happened: both are kept, or neither. */
export class Teller {
  readonly #notices: NoticeBus;
  readonly #clock: Clock;

  constructor(notices: NoticeBus, clock: Clock) {
    this.#notices = notices;
    this.#clock = clock;
  }

  /** Something of what these people were told is to be seen no longer: their pages ask again. */
  async tellLess(tx: Transaction<DB>, personIds: readonly (string | null)[]): Promise<void> {
    await this.#publish(
      tx,
      [...new Set(personIds)].filter((id) => id !== null),
    );
  }

  /** Told once for each kind, subject and `of`, however often it is said. */
  async tell(tx: Transaction<DB>, { kind, subjectId, of, byId, personIds }: News): Promise<void> {
    const people = [...new Set(personIds)].filter((id) => id !== null && id !== byId);
    if (people.length === 0) return;
    const madeAt = new Date(this.#clock.now());
    const rows = await tx
      .insertInto('notification')
      .columns(['personId', 'kind', 'subjectId', 'ofInstant', 'byId', 'madeAt'])
      // In one order for all, so that two tellings at once never wait for each other.
      .expression(
        sql`select id, ${kind}, ${subjectId}::uuid, ${of ?? madeAt}::timestamptz, ${byId}::uuid, ${madeAt}::timestamptz
          from unnest(${people}::uuid[]) as id order by id`,
      )
      .onConflict((on) => on.doNothing())
      .returning('personId')
      .execute();
    await this.#publish(
      tx,
      rows.map(({ personId }) => personId),
    );
  }

  async #publish(tx: Transaction<DB>, people: readonly string[]): Promise<void> {
    for (let from = 0; from < people.length; from += PEOPLE_PER_NOTICE)
      await this.#notices.publishIn(tx, { kind: 'notified', personIds: people.slice(from, from + PEOPLE_PER_NOTICE) });
  }
}
