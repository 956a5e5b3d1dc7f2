import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import type { Recording } from '@lesblik/server/database/schema';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Term } from '@lesblik/shared/keep-until';
import type { Rendition } from '@lesblik/shared/recordings';
import { endDay } from '@lesblik/server/database/expressions';
import { held } from '@lesblik/server/database/held';
import { isThere, takesRoom } from '@lesblik/server/database/recording-sql';
import { DATABASE } from '../base/tokens.ts';
import {
  cutShown,
  hasHidden,
  kept,
  momentShown,
  runningGrant,
  runningMembership,
  shown,
  shownFrom,
  shownHiding,
  shownTo,
} from '@lesblik/server/database/watchable';

const UPLOADERS_DIGEST_WITHIN_MS = 60 * 60 * 1000;

@Injectable()
export class RecordingsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Those this person may see, the newest lesson first, from after the cursor on; of one day what was made last. */
  list(
    personId: string,
    at: Date,
    page: {
      after?: { day: string; time: string; id: string } | undefined;
      limit: number;
      organisationId?: string | undefined;
      trajectoryId?: string | undefined;
    },
  ) {
    return this.visible(personId, at)
      .$if(page.organisationId !== undefined, (q) => q.where('r.organisationId', '=', page.organisationId as string))
      .$if(page.trajectoryId !== undefined, (q) => q.where('r.trajectoryId', '=', page.trajectoryId as string))
      .$if(page.after !== undefined, (q) =>
        q.where(
          sql<boolean>`(r.recorded_on, r.created_at, r.id)
            < (${page.after?.day}::date, ${page.after?.time}::timestamptz, ${page.after?.id}::uuid)`,
        ),
      )
      .orderBy('r.recordedOn', 'desc')
      .orderBy('r.createdAt', 'desc')
      .orderBy('r.id', 'desc')
      .limit(page.limit + 1)
      .execute();
  }

  find(personId: string, at: Date, recordingId: string) {
    return this.visible(personId, at).where('r.id', '=', recordingId).executeTakeFirst();
  }

  async insert(recording: Insertable<Recording>, db: Database): Promise<string> {
    const { id } = await db.insertInto('recording').values(recording).returning('id').executeTakeFirstOrThrow();
    return id;
  }

  /** Nobody else changes the lesson until this transaction ends. @returns the class list it names */
  async lockForList(recordingId: string, db: Database): Promise<string | null | undefined> {
    const row = await db
      .selectFrom('recording')
      .select('classListId')
      .where('id', '=', recordingId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    return row?.classListId;
  }

  async change(recordingId: string, changes: Updateable<Recording>, db: Database): Promise<void> {
    await db.updateTable('recording').set(changes).where('id', '=', recordingId).execute();
  }

  /** Locks the school's row: whoever else wants room in it waits until this transaction ends. */
  async roomLeft(organisationId: string, db: Database): Promise<number> {
    const { quotaBytes } = await db
      .selectFrom('organisation')
      .select('quotaBytes')
      .where('id', '=', organisationId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    const { used } = await db
      .selectFrom('recording')
      .select(sql<number>`coalesce(sum(bytes), 0)::bigint`.as('used'))
      .where('organisationId', '=', organisationId)
      .where(takesRoom)
      .executeTakeFirstOrThrow();
    return quotaBytes - used;
  }

  /** The last day on which it may not be deleted, where it is held on this day. */
  async heldUntil(recordingId: string, day: string, db: Database = this.db): Promise<string | undefined> {
    const row = await db
      .selectFrom('recording as r')
      .select(
        sql<string>`(select max(h.until) from legal_hold h where h.owner_id = r.owner_id and h.ended_at is null
        and h.organisation_id = r.organisation_id and r.recorded_on between h.recorded_from and h.recorded_until)`.as(
          'until',
        ),
      )
      .where('r.id', '=', recordingId)
      .where(held(day))
      .executeTakeFirst();
    return row?.until;
  }

  /** How long this school keeps. */
  termOf(organisationId: string): Promise<Term> {
    return this.db
      .selectFrom('organisation')
      .select(['keepDays', 'keepMonths'])
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow();
  }

  /** A trajectory in which this person is the coachee, and the day on which it ends, or ended. */
  trajectoryOf(coacheeId: string, organisationId: string, trajectoryId: string) {
    return this.db
      .selectFrom('trajectory')
      .select(['id', endDay('trajectory').as('end')])
      .where('id', '=', trajectoryId)
      .where('organisationId', '=', organisationId)
      .where('coacheeId', '=', coacheeId)
      .executeTakeFirst();
  }

  /**
   * Also from the uploader for somebody else, whose digest comes after the last byte, when the film is no longer theirs to
   * see; but not long after, for a digest that differs ends the recording.
   */
  async storeDigest(personId: string, recordingId: string, sha256: string, at: Date) {
    const row = await this.db
      .updateTable('recording as r')
      .set({ deviceSha256: sha256 })
      .where('r.id', '=', recordingId)
      .where((eb) =>
        eb.or([
          eb('r.ownerId', '=', personId),
          eb.and([
            eb('r.uploaderId', '=', personId),
            eb.or([
              eb('r.uploadedAt', 'is', null),
              eb('r.uploadedAt', '>', new Date(at.getTime() - UPLOADERS_DIGEST_WITHIN_MS)),
            ]),
          ]),
        ]),
      )
      .where((eb) =>
        eb.exists(eb.selectFrom('membership as m').select('m.personId').where(runningMembership(personId, at))),
      )
      .where((eb) => eb.or([eb('r.deviceSha256', 'is', null), eb('r.deviceSha256', '=', sha256)]))
      .where('r.state', 'not in', ['deleting', 'cancelled'])
      .returning('r.sha256')
      .executeTakeFirst();
    return row && { differs: row.sha256 !== null && row.sha256 !== sha256 };
  }

  private visible(personId: string, at: Date) {
    const ofWhatIsShown = sql<boolean>`(r.owner_id = ${personId} or ${momentShown()})`;
    return this.db
      .selectFrom('recording as r')
      .innerJoin('person as o', 'o.id', 'r.ownerId')
      .innerJoin('membership as m', (join) => join.on(runningMembership(personId, at)))
      .leftJoin('recordingGrant as g', (join) => join.on(runningGrant(personId, at)))
      .leftJoin('recordingCut as k', (join) => join.on(cutShown()))
      .leftJoin('trajectory as t', 't.id', 'r.trajectoryId')
      .selectAll('r')
      .select(['o.name as ownerName', 'm.personId as memberId', 'g.mayComment', 'g.until as grantedUntil'])
      .select([shownFrom().as('shownFrom'), shownTo().as('shownTo'), 'k.madeAt as cutMadeAt'])
      .select([shownHiding().as('hidingId'), hasHidden().as('hasHidden')])
      .select('t.coachId as trajectoryCoachId')
      .select(sql<string>`r.created_at::text`.as('cursorTime'))
      .select((eb) => [
        // Keys inside JSON are not renamed on the way out of the database, so they are given here as the contract has them.
        sql<Rendition[]>`(
          select coalesce(json_agg(json_build_object('name', d.name, 'kind', d.kind, 'width', d.width,
            'height', d.height, 'bitsPerSecond', d.bits_per_second, 'whole', d.whole) order by d.bits_per_second desc), '[]')
          from rendition d where d.recording_id = r.id and d.offered
        )`.as('renditions'),
        eb
          .selectFrom('recordingGrant as n')
          .select((n) => n.fn.countAll<number>().as('count'))
          .whereRef('n.recordingId', '=', 'r.id')
          .where('n.withdrawnAt', 'is', null)
          .where('n.until', '>', at)
          .as('grantCount'),
        eb
          .selectFrom('comment as c')
          .select((c) => c.fn.countAll<number>().as('count'))
          .whereRef('c.recordingId', '=', 'r.id')
          .where('c.parentId', 'is', null)
          .where(shown(personId))
          .where(ofWhatIsShown)
          .as('commentCount'),
        eb
          .selectFrom('comment as c')
          .leftJoin('commentRead as cr', (join) =>
            join.onRef('cr.recordingId', '=', 'c.recordingId').on('cr.personId', '=', personId),
          )
          .select((c) => c.fn.countAll<number>().as('count'))
          .whereRef('c.recordingId', '=', 'r.id')
          .where('c.deletedAt', 'is', null)
          .where((c) => c.not(kept()))
          .where('c.authorId', '!=', personId)
          .where(ofWhatIsShown)
          .where((c) => c('c.publishedRevision', '>', c.fn.coalesce('cr.revision', sql<number>`0`)))
          .as('newCommentCount'),
      ])
      .where('r.state', '!=', 'deleting')
      .where(isThere)
      .where((eb) =>
        eb.or([
          eb('r.ownerId', '=', personId),
          eb('g.id', 'is not', null),
          eb.and([eb('r.uploaderId', '=', personId), eb('r.uploadedAt', 'is', null)]),
        ]),
      );
  }
}

export type RecordingRow = NonNullable<Awaited<ReturnType<RecordingsRepository['find']>>>;
