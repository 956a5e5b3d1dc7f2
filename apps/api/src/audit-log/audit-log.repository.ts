import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { runningMembership } from '@lesblik/server/database/watchable';
import type { LogFilter } from '@lesblik/shared/audit-log';
import type { PersonRef } from '@lesblik/shared/common';
import { saying } from '@lesblik/shared/log-sentence';
import { type RawBuilder, sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';

/** One recording, or all that somebody owns; whoever asks was found to be its owner. */
export type LogScope = { recordingId: string } | { ownerId: string };

@Injectable()
export class AuditLogRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What happened last first; one row more than `limit`, where there is one. Parts that were played are written later than
   * they happened, so that the order of writing is not the order of the log.
   * @param page.after the id of the entry after which the page begins
   */
  list(scope: LogScope, filter: LogFilter, page: { after?: string | undefined; limit: number }) {
    const conditions = [...this.within(scope), ...wanted(filter)];
    if (page.after !== undefined)
      conditions.push(
        sql<boolean>`(e.at, e.sequence) < (select b.at, b.sequence from audit_entry b where b.id = ${page.after})`,
      );
    return this.db
      .selectFrom('auditEntry as e')
      .leftJoin('recording as r', (join) =>
        join.onRef('r.id', '=', 'e.recordingId').onRef('r.organisationId', '=', 'e.organisationId'),
      )
      .leftJoin('person as a', 'a.id', 'e.actorId')
      .leftJoin('person as s', 's.id', 'e.subjectId')
      .selectAll('e')
      .select(['a.name as actorName', 's.name as subjectName'])
      .select(sql<string>`coalesce(r.title, '')`.as('title'))
      .where(sql.join<boolean>(conditions, sql` and `))
      .orderBy('e.at', 'desc')
      .orderBy('e.sequence', 'desc')
      .limit(page.limit + 1)
      .execute();
  }

  async people(scope: LogScope): Promise<PersonRef[]> {
    const { rows } = await sql<PersonRef>`
      select p.id, p.name from person p where p.id in (
        select unnest(array[e.actor_id, e.subject_id])
        from audit_entry e
        where ${sql.join(this.within(scope), sql` and `)})
      order by p.name, p.id`.execute(this.db);
    return rows;
  }

  /** Of one's own lessons, deleted ones too, those of a school that one still belongs to, as everywhere. */
  private within(scope: LogScope): RawBuilder<boolean>[] {
    if ('recordingId' in scope) return [sql<boolean>`e.recording_id = ${scope.recordingId}`];
    const belongs = runningMembership(scope.ownerId, new Date(this.clock.now()));
    const ofThis = sql`r.owner_id = ${scope.ownerId} and exists (select from membership m where ${belongs})`;
    return [
      sql<boolean>`e.recording_id in (select r.id from recording r where ${ofThis}
        union select r.recording_id from deletion_order r where ${ofThis})`,
    ];
  }
}

function wanted({ kind, personId, from, before, words }: LogFilter): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (kind !== undefined) conditions.push(sql`e.kind = ${kind}`);
  if (personId !== undefined) conditions.push(sql`${personId}::uuid in (e.actor_id, e.subject_id)`);
  if (from !== undefined) conditions.push(sql`e.at >= ${new Date(from)}`);
  if (before !== undefined) conditions.push(sql`e.at < ${new Date(before)}`);
  const each = (words ?? '').split(/\s+/).filter((word) => word !== '');
  return [...conditions, ...each.map(hasWord)];
}

function hasWord(word: string): RawBuilder<boolean> {
  const { kinds, devices, refused } = saying(word);
  const within = (column: string) => sql`position(lower(${word}) in lower(${sql.ref(column)})) > 0`;
  return sql<boolean>`(
    ${within('a.name')} or ${within('s.name')} or ${within('r.title')}
    or e.kind = any(${kinds}::text[]) or e.device = any(${devices}::text[])
    or e.kind = 'refused' and e.detail = any(${refused}::text[]))`;
}

export type AuditRow = Awaited<ReturnType<AuditLogRepository['list']>>[number];
