import { Inject, Injectable } from '@nestjs/common';
import { cutShown, hasHidden, shownFrom, shownHiding, shownTo } from '@lesblik/server/database/watchable';
import type { Database } from '@lesblik/server/database/database';
import type { Range } from '@lesblik/shared/cuts';
import { GrantRendition } from '@lesblik/shared/hiding';
import { DATABASE } from '../base/tokens.ts';

export interface GrantTerms {
  mayComment: boolean;
  until: Date;
  /** What it shows of the lesson; null: all that the trim leaves. */
  startMs: number | null;
  endMs: number | null;
  rendition: GrantRendition;
}

@Injectable()
export class GrantsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  listRunning(recordingId: string, at: Date) {
    return this.running(at).where('g.recordingId', '=', recordingId).orderBy('p.name').orderBy('g.id').execute();
  }

  findRunning(grantId: string, at: Date, db: Database = this.db) {
    return this.running(at, db).where('g.id', '=', grantId).executeTakeFirst();
  }

  /** @returns the new grant's id; undefined when this person has a running one */
  async insert(
    grant: GrantTerms & { recordingId: string; granteeId: string; grantedBy: string; grantedAt: Date },
    db: Database,
  ): Promise<string | undefined> {
    // One that ran out still stands in the way of a new one.
    await db
      .updateTable('recordingGrant')
      .set((eb) => ({ withdrawnAt: eb.ref('until') }))
      .where('recordingId', '=', grant.recordingId)
      .where('granteeId', '=', grant.granteeId)
      .where('withdrawnAt', 'is', null)
      .where('until', '<=', grant.grantedAt)
      .execute();
    const row = await db
      .insertInto('recordingGrant')
      .values(grant)
      .onConflict((on) => on.columns(['recordingId', 'granteeId']).where('withdrawnAt', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst();
    return row?.id;
  }

  async change(grantId: string, terms: Partial<GrantTerms>, db: Database): Promise<void> {
    await db.updateTable('recordingGrant').set(terms).where('id', '=', grantId).execute();
  }

  /** @returns false when somebody withdrew it meanwhile */
  async withdraw(grantId: string, at: Date, db: Database): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('recordingGrant')
      .set({ withdrawnAt: at })
      .where('id', '=', grantId)
      .where('withdrawnAt', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** @returns whose grants on the lessons of this trajectory ended now */
  withdrawInTrajectory(trajectoryId: string, granteeId: string, at: Date, db: Database) {
    return db
      .updateTable('recordingGrant as g')
      .from('recording as r')
      .set({ withdrawnAt: at })
      .whereRef('r.id', '=', 'g.recordingId')
      .where('r.trajectoryId', '=', trajectoryId)
      .where('g.granteeId', '=', granteeId)
      .where('g.withdrawnAt', 'is', null)
      .where('g.until', '>', at)
      .returning(['g.recordingId', 'r.organisationId'])
      .execute();
  }

  /** Of whom the running grants show what, by grantee. */
  async shownTo(recordingId: string, at: Date, db: Database): Promise<Map<string, string>> {
    const rows = await this.running(at, db).where('g.recordingId', '=', recordingId).execute();
    return new Map(rows.map((row) => [row.granteeId, [row.from, row.to, row.rendition, row.hidingId].join()]));
  }

  /** Under the row's lock: grants that are given meanwhile wait for it. */
  async trim(recordingId: string, range: Range | null, db: Database): Promise<void> {
    const changes = { trimStartMs: range?.startMs ?? null, trimEndMs: range?.endMs ?? null };
    await db.updateTable('recording').set(changes).where('id', '=', recordingId).execute();
  }

  async hasHidden(recordingId: string, db: Database): Promise<boolean> {
    const row = await db
      .selectFrom('recording as r')
      .select('r.id')
      .where('r.id', '=', recordingId)
      .where(hasHidden())
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Whether this grant's person was shown the recording by another one before. */
  async hadBefore(grantId: string, db: Database): Promise<boolean> {
    const row = await db
      .selectFrom('recordingGrant as g')
      .innerJoin('recordingGrant as former', (join) =>
        join.onRef('former.recordingId', '=', 'g.recordingId').onRef('former.granteeId', '=', 'g.granteeId'),
      )
      .select('former.id')
      .where('g.id', '=', grantId)
      .where('former.id', '<>', grantId)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** So that what a grant shows is not changed at once by its own change and by the trim. */
  async lock(recordingId: string, db: Database): Promise<void> {
    await db.selectFrom('recording').select('id').where('id', '=', recordingId).forNoKeyUpdate().execute();
  }

  private running(at: Date, db: Database = this.db) {
    return db
      .selectFrom('recordingGrant as g')
      .innerJoin('person as p', 'p.id', 'g.granteeId')
      .innerJoin('recording as r', 'r.id', 'g.recordingId')
      .leftJoin('recordingCut as k', (join) => join.on(cutShown()))
      .select([
        shownFrom().as('from'),
        shownTo().as('to'),
        shownHiding().as('hidingId'),
        'k.madeAt as cutMadeAt',
        'k.problem as cutProblem',
      ])
      .select([
        'g.id',
        'g.recordingId',
        'g.granteeId',
        'p.name as granteeName',
        'g.mayComment',
        'g.startMs',
        'g.endMs',
        'g.rendition',
        'g.until',
        'g.grantedAt',
      ])
      .where('g.withdrawnAt', 'is', null)
      .where('g.until', '>', at);
  }
}

export type GrantRow = Awaited<ReturnType<GrantsRepository['listRunning']>>[number];
