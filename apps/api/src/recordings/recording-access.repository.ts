import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { isThere } from '../base/recording-sql.ts';
import { DATABASE } from '../base/tokens.ts';

@Injectable()
export class RecordingAccessRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** A recording with what binds one person to it at one instant: a running membership, a running grant. */
  find(personId: string, recordingId: string, at: Date) {
    return this.ties(personId, at).where('r.id', '=', recordingId).executeTakeFirst();
  }

  findAll(personId: string, recordingIds: readonly string[], at: Date) {
    return this.ties(personId, at).where('r.id', 'in', recordingIds).execute();
  }

  private ties(personId: string, at: Date) {
    return this.db
      .selectFrom('recording as r')
      .leftJoin('membership as m', (join) =>
        join
          .onRef('m.organisationId', '=', 'r.organisationId')
          .on('m.personId', '=', personId)
          .on((on) => on.or([on('m.endsAt', 'is', null), on('m.endsAt', '>', at)])),
      )
      .leftJoin('recordingGrant as g', (join) =>
        join
          .onRef('g.recordingId', '=', 'r.id')
          .on('g.granteeId', '=', personId)
          .on('g.withdrawnAt', 'is', null)
          .on('g.until', '>', at),
      )
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
        'g.mayComment',
        'g.until as grantedUntil',
      ])
      .where(isThere);
  }
}

export type AccessRow = NonNullable<Awaited<ReturnType<RecordingAccessRepository['find']>>>;
