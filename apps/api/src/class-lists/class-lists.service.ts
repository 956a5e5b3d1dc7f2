import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import type { ClassList, ClassListCount, ClassListWithPupils } from '@lesblik/shared/class-lists';
import { Problem } from '@lesblik/shared/problems';
import { schoolYearStart } from '@lesblik/shared/school-year';
import type { Transaction } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { BarredGrantsService } from './barred-grants.service.ts';
import { ClassListsRepository, type ListRow } from './class-lists.repository.ts';
import { PupilsRepository } from './pupils.repository.ts';

/** A class list is its keeper's: to everybody else it is not there. An administrator learns how many, never whom. */
@Injectable()
export class ClassListsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly memberships: MembershipsService,
    private readonly repository: ClassListsRepository,
    private readonly pupils: PupilsRepository,
    private readonly barred: BarredGrantsService,
  ) {}

  async list(me: string, organisationId?: string): Promise<ClassList[]> {
    return (await this.repository.kept(me, this.now(), organisationId)).map((row) => this.present(row));
  }

  async create(me: string, given: { organisationId: string; name: string }): Promise<ClassListWithPupils> {
    await this.assertTeaches(given.organisationId, me);
    return this.get(me, await this.repository.insert({ ...given, keeperId: me, at: this.now() }));
  }

  async get(me: string, classListId: string): Promise<ClassListWithPupils> {
    const row = await this.repository.find(me, classListId, this.now());
    if (row === undefined) throw new Problem('not_found');
    const pupils = await this.pupils.list(classListId);
    return { ...this.present(row), pupils, left: await this.pupils.list(classListId, this.db, 'left') };
  }

  async rename(me: string, classListId: string, name: string): Promise<ClassListWithPupils> {
    await this.write(me, classListId, (tx) => this.repository.change(classListId, { name }, tx));
    return this.get(me, classListId);
  }

  async check(me: string, classListId: string): Promise<ClassListWithPupils> {
    await this.write(me, classListId, (tx) => this.repository.change(classListId, { checkedAt: this.now() }, tx));
    return this.get(me, classListId);
  }

  /** By its keeper; where that one left the school, by its administrator, who gets to see nobody on it by that. */
  async handOver(me: string, classListId: string, keeperId: string): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      const list = await this.repository.lock(classListId, tx);
      if (list === undefined) throw new Problem('not_found');
      if (list.keeperId !== me) await this.assertOrphan(tx, me, list, keeperId);
      if ((await this.memberships.roleIn(list.organisationId, me, tx)) === undefined) throw new Problem('not_found');
      await this.memberships.assertAllMembers(list.organisationId, [keeperId], tx);
      if ((await this.memberships.roleIn(list.organisationId, keeperId, tx)) === 'guest')
        throw new Problem('not_a_member');
      await this.repository.change(classListId, { keeperId }, tx);
    });
  }

  async remove(me: string, classListId: string): Promise<void> {
    await this.write(me, classListId, (tx) => this.repository.remove(classListId, this.now(), tx));
  }

  async counts(me: string, organisationId: string): Promise<ClassListCount[]> {
    await this.memberships.assertAdministrator(organisationId, me);
    const rows = await this.repository.counts(organisationId, this.now());
    return rows.map(({ keeperId, keeperName, ...row }) => ({ ...row, keeper: { id: keeperId, name: keeperName } }));
  }

  /**
   * Writes in a list of one's own, in which nobody else writes or by which nobody shares meanwhile; what it bears no longer
   * ends with it.
   * @throws Problem not_found where it is another's
   */
  async write(me: string, classListId: string, work: (tx: Transaction<DB>) => Promise<void>): Promise<void> {
    const told = await this.db.transaction().execute(async (tx) => {
      await this.repository.lock(classListId, tx);
      if ((await this.repository.find(me, classListId, this.now(), tx)) === undefined) throw new Problem('not_found');
      await work(tx);
      return this.barred.endByList(tx, classListId, me);
    });
    await told();
  }

  private async assertTeaches(organisationId: string, personId: string): Promise<void> {
    if ((await this.memberships.assertMember(organisationId, personId)) === 'guest') throw new Problem('not_allowed');
  }

  private async assertOrphan(
    tx: Transaction<DB>,
    me: string,
    list: { organisationId: string; keeperId: string },
    nextId: string,
  ): Promise<void> {
    if ((await this.memberships.roleIn(list.organisationId, me, tx)) !== 'administrator')
      throw new Problem('not_found');
    // Given to oneself, every pupil on it could be read.
    if (nextId === me) throw new Problem('not_allowed');
    // A keeper who is a guest by now hands it over themselves: an administrator makes anybody a guest for a moment.
    if ((await this.memberships.roleIn(list.organisationId, list.keeperId, tx)) !== undefined)
      throw new Problem('not_allowed');
  }

  private present({ inside, institute, outside, ...row }: ListRow): ClassList {
    const { id, organisationId, name, pupilCount } = row;
    const restored = row.restoredAt !== null && row.checkedAt < row.restoredAt;
    return {
      ...{ id, organisationId, name, pupilCount },
      given: { inside, institute, outside },
      checkedAt: row.checkedAt.toISOString(),
      toCheck: restored || row.checkedAt < schoolYearStart(this.now()),
      restored,
    };
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
