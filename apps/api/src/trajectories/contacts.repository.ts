import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { Contact } from '@lesblik/shared/trajectories';
import { sql } from 'kysely';
import { whileItGoesOn } from '../base/going-on.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';

export type ContactFields = Pick<Contact, 'spokenWith' | 'spokenOn' | 'text'>;

@Injectable()
export class ContactsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The caller asks the policy of its trajectory before telling anybody. */
  find(contactId: string): Promise<Contact | undefined> {
    return this.db
      .selectFrom('trajectoryContact as c')
      .innerJoin('person', 'person.id', 'c.writtenBy')
      .select((eb) => [
        'c.id',
        'c.trajectoryId',
        eb.ref('c.spokenWith').$castTo<Contact['spokenWith']>().as('spokenWith'),
        'c.spokenOn',
        'c.text',
        sql<Contact['writtenBy']>`json_build_object('id', person.id, 'name', person.name)`.as('writtenBy'),
        isoInstant('c.written_at').as('writtenAt'),
        isoInstant<string | null>('c.edited_at').as('editedAt'),
      ])
      .where('c.id', '=', contactId)
      .executeTakeFirst();
  }

  async add(trajectoryId: string, writtenBy: string, fields: ContactFields): Promise<string> {
    const { id } = await whileItGoesOn(this.db, trajectoryId, (tx) =>
      tx
        .insertInto('trajectoryContact')
        .values({ ...fields, trajectoryId, writtenBy, writtenAt: this.#now() })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    return id;
  }

  async edit(trajectoryId: string, contactId: string, fields: ContactFields): Promise<void> {
    await whileItGoesOn(this.db, trajectoryId, (tx) =>
      tx
        .updateTable('trajectoryContact')
        .set({ ...fields, editedAt: this.#now() })
        .where('id', '=', contactId)
        .execute(),
    );
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}
