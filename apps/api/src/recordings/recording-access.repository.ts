import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { sql } from 'kysely';
import { prepared } from '@lesblik/server/database/prepared';
import { isThere } from '@lesblik/server/database/recording-sql';
import { DATABASE } from '../base/tokens.ts';
import {
  cutShown,
  runningGrant,
  runningMembership,
  shownFrom,
  shownHiding,
  shownTo,
} from '@lesblik/server/database/watchable';

@Injectable()
export class RecordingAccessRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** A recording with what binds one person to it at one instant: a running membership, a running grant. */
  find(personId: string, recordingId: string, at: Date) {
    return this.ties(personId, at).where('r.id', '=', recordingId).modifyEnd(prepared).executeTakeFirst();
  }

  findAll(personId: string, recordingIds: readonly string[], at: Date) {
    return this.ties(personId, at).where('r.id', 'in', recordingIds).execute();
  }

  /** Whose a recording is and whom it is shared with, whatever the asker may know of it: for notices. */
  readers(recordingId: string, at: Date) {
    return this.db
      .selectFrom('recording as r')
      .select(['r.ownerId', 'r.trajectoryId'])
      .select(
        sql<string[]>`array(select g.grantee_id from recording_grant g
          where ${runningGrant(sql.ref('g.grantee_id'), at)})`.as('granteeIds'),
      )
      .where('r.id', '=', recordingId)
      .executeTakeFirst();
  }

  private ties(personId: string, at: Date) {
    return this.db
      .selectFrom('recording as r')
      .leftJoin('membership as m', (join) => join.on(runningMembership(personId, at)))
      .leftJoin('recordingGrant as g', (join) => join.on(runningGrant(personId, at)))
      .leftJoin('membership as o', (join) =>
        join.onRef('o.organisationId', '=', 'r.organisationId').onRef('o.personId', '=', 'r.ownerId'),
      )
      .leftJoin('recordingCut as k', (join) => join.on(cutShown()))
      .select([shownFrom().as('shownFrom'), shownTo().as('shownTo'), 'k.id as cutId', 'k.madeAt as cutMadeAt'])
      .select(shownHiding().as('hidingId'))
      .select([
        'r.id',
        'r.organisationId',
        'r.ownerId',
        'r.uploaderId',
        'r.uploadedAt',
        'r.trajectoryId',
        'r.durationMs',
        'r.state',
        'r.playable',
        'm.personId as memberId',
        'm.endsAt as membershipEndsAt',
        'o.endsAt as ownerEndsAt',
        'g.mayComment',
        'g.until as grantedUntil',
        'g.grantedAt',
      ])
      .where(isThere);
  }
}

export type AccessRow = NonNullable<Awaited<ReturnType<RecordingAccessRepository['find']>>>;
