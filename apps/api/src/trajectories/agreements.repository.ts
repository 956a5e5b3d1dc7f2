import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { Agreement, AgreementProposal } from '@lesblik/shared/agreements';
import type { DB } from '@lesblik/server/database/schema';
import { sql, type Transaction } from 'kysely';
import { assertGoesOn } from '../base/going-on.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { agreementsJson } from './agreements-json.ts';

/** Versions `v` that both accepted who are coachee and coach now; more conditions may follow. */
const acceptedByBoth = sql`
  select v.agreement_id, v.choice from working_agreement_version v
  join working_agreement a on a.id = v.agreement_id
  join trajectory t on t.id = a.trajectory_id
  where v.state = 'open' and (select count(*) from working_agreement_acceptance c
    where c.version_id = v.id and c.person_id in (t.coachee_id, t.coach_id)) = 2`;

@Injectable()
export class AgreementsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(personId: string, trajectoryId: string): Promise<Agreement[]> {
    const { rows } = await sql<{ items: Agreement[] }>`
      select ${agreementsJson(personId)} as items from trajectory t where t.id = ${trajectoryId}`.execute(this.db);
    return rows[0]?.items ?? [];
  }

  /** Only to ask the policy of its trajectory. */
  ofVersion(versionId: string) {
    return this.db
      .selectFrom('workingAgreementVersion as v')
      .innerJoin('workingAgreement as a', 'a.id', 'v.agreementId')
      .select(['a.id as agreementId', 'a.trajectoryId', 'v.proposedBy'])
      .where('v.id', '=', versionId)
      .executeTakeFirst();
  }

  /** Runs while nobody else proposes or answers an agreement of this trajectory, unless it is over by then. */
  locked<T>(trajectoryId: string, work: (tx: Transaction<DB>) => Promise<T>): Promise<T> {
    return this.db.transaction().execute(async (tx) => {
      await tx.selectFrom('trajectory').select('id').where('id', '=', trajectoryId).forNoKeyUpdate().execute();
      await assertGoesOn(tx, trajectoryId);
      return work(tx);
    });
  }

  /** @returns the agreement of this kind, or the free one with this id; undefined when there is none */
  async find(
    tx: Database,
    trajectoryId: string,
    { kind, agreementId }: AgreementProposal,
  ): Promise<string | undefined> {
    const row = await tx
      .selectFrom('workingAgreement')
      .select('id')
      .where('trajectoryId', '=', trajectoryId)
      .where('kind', '=', kind)
      .$if(kind === 'free', (q) => q.where('id', '=', agreementId))
      .executeTakeFirst();
    return row?.id;
  }

  async add(tx: Database, trajectoryId: string, kind: string): Promise<string> {
    const { id } = await tx
      .insertInto('workingAgreement')
      .values({ trajectoryId, kind })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  /** A version that its proposer accepts by proposing it. @returns the version's id */
  async propose(
    tx: Database,
    agreementId: string,
    proposedBy: string,
    { choice, text, clientAgreed, ends }: AgreementProposal,
  ): Promise<string> {
    const { id } = await tx
      .insertInto('workingAgreementVersion')
      .values((eb) => ({
        ...{ agreementId, proposedBy, choice, text, clientAgreed, ends, proposedAt: this.#now() },
        number: eb
          .selectFrom('workingAgreementVersion')
          .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
          .where('agreementId', '=', agreementId),
      }))
      .returning('id')
      .executeTakeFirstOrThrow();
    await this.accept(tx, id, proposedBy);
    return id;
  }

  async accept(tx: Database, versionId: string, personId: string): Promise<void> {
    await tx
      .insertInto('workingAgreementAcceptance')
      .values({ versionId, personId, acceptedAt: this.#now() })
      .onConflict((on) => on.doNothing())
      .execute();
  }

  async close(
    tx: Database,
    versionId: string,
    outcome: { state: 'refused' | 'withdrawn'; answeredBy: string; answer?: string },
  ): Promise<void> {
    await tx
      .updateTable('workingAgreementVersion')
      .set({ ...outcome, answeredAt: this.#now() })
      .where('id', '=', versionId)
      .execute();
  }

  /**
   * Whether this version can still be answered: the latest that was neither refused nor taken back, and not accepted by
   * both who are coachee and coach now.
   */
  async isOpen(tx: Database, versionId: string): Promise<boolean> {
    const { rows } = await sql<{ open: boolean }>`
      select v.state = 'open'
        and not exists (select from working_agreement_version later
          where later.agreement_id = v.agreement_id and later.number > v.number and later.state = 'open')
        and (select count(*) from working_agreement_acceptance c
          where c.version_id = v.id and c.person_id in (t.coachee_id, t.coach_id)) < 2 as open
      from working_agreement_version v
      join working_agreement a on a.id = v.agreement_id
      join trajectory t on t.id = a.trajectory_id
      where v.id = ${versionId}`.execute(tx);
    return rows[0]?.open ?? false;
  }

  /** A version that both accept who are coachee and coach now, and that does not end it. */
  async holds(tx: Database, agreementId: string): Promise<boolean> {
    const { rows } = await sql`${acceptedByBoth} and v.agreement_id = ${agreementId} and not v.ends`.execute(tx);
    return rows.length > 0;
  }

  /** Which of the fixed answers holds; null while none does. */
  async choice(trajectoryId: string, kind: 'report' | 'telling', db: Database = this.db): Promise<string | null> {
    const { rows } = await sql<{ choice: string | null }>`
      ${acceptedByBoth} and a.trajectory_id = ${trajectoryId} and a.kind = ${kind} and not v.ends
      order by v.number desc limit 1`.execute(db);
    return rows[0]?.choice ?? null;
  }

  /** Once both accepted its end, no version stands any more: nobody is asked for one again. */
  async endIfBothDid(tx: Database, versionId: string): Promise<void> {
    const { rows } = await sql<{ agreementId: string }>`
      ${acceptedByBoth} and v.id = ${versionId} and v.ends`.execute(tx);
    const [ended] = rows;
    if (ended === undefined) return;
    await tx
      .updateTable('workingAgreementVersion')
      .set({ state: 'ended', answeredAt: this.#now() })
      .where('agreementId', '=', ended.agreementId)
      .where('state', '=', 'open')
      .execute();
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}
