import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { Teller } from '@lesblik/server/notifications/teller';
import type { AuditKind } from '@lesblik/shared/audit-log';
import type { holdRoutes, LegalHold } from '@lesblik/shared/holds';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { HoldsRepository } from './holds.repository.ts';

/** What the law asks a school to keep. It keeps from deleting, and lets nobody look. */
@Injectable()
export class HoldsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly memberships: MembershipsService,
    private readonly log: AuditLogService,
    private readonly teller: Teller,
    private readonly repository: HoldsRepository,
  ) {}

  async list(me: string, organisationId: string): Promise<{ items: LegalHold[] }> {
    await this.memberships.assertAdministrator(organisationId, me);
    return { items: await this.repository.running({ organisationId }, this.#today()) };
  }

  async mine(me: string): Promise<{ items: LegalHold[] }> {
    return { items: await this.repository.running({ ownerId: me }, this.#today()) };
  }

  async set(me: string, organisationId: string, given: Input<typeof holdRoutes.set>['body']): Promise<LegalHold> {
    await this.memberships.assertAdministrator(organisationId, me);
    await this.memberships.assertAllMembers(organisationId, [given.ownerId]);
    if (given.until < this.#today() || given.recordedUntil < given.recordedFrom) throw new Problem('hold_ends_before');
    const hold = { ...given, organisationId };
    const id = await this.db.transaction().execute(async (tx) => {
      const holdId = await this.repository.add(tx, { ...hold, setBy: me, setAt: this.#now() });
      const recordings = await this.repository.recordings(tx, hold);
      // So that the log tells its end too, where it is not let go before.
      await this.#note(
        tx,
        { kind: 'held', until: new Date(`${given.until}T12:00:00Z`) },
        me,
        recordings,
        organisationId,
      );
      await this.teller.tell(tx, { kind: 'lessons_held', subjectId: holdId, byId: me, personIds: [given.ownerId] });
      return holdId;
    });
    return this.repository.get(id);
  }

  /** @throws Problem not_found */
  async end(me: string, { organisationId, holdId }: { organisationId: string; holdId: string }): Promise<void> {
    await this.memberships.assertAdministrator(organisationId, me);
    await this.db.transaction().execute(async (tx) => {
      const ended = await this.repository.end(tx, organisationId, holdId, me, this.#now());
      if (ended === undefined) throw new Problem('not_found');
      await this.#note(tx, { kind: 'hold_ended' }, me, await this.repository.recordings(tx, ended), organisationId);
    });
  }

  #note(
    tx: Database,
    what: { kind: AuditKind; until?: Date },
    actorId: string,
    recordingIds: string[],
    organisationId: string,
  ): Promise<void> {
    return this.log.record(
      recordingIds.map((recordingId) => ({ ...what, organisationId, recordingId, actorId })),
      tx,
    );
  }

  #now(): Date {
    return new Date(this.clock.now());
  }

  #today(): string {
    return this.#now().toISOString().slice(0, 10);
  }
}
