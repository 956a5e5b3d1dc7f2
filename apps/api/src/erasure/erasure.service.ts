import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Config } from '@lesblik/server/config';
import type { Database } from '@lesblik/server/database/database';
import { erasePerson } from '@lesblik/server/erasure/erase-person';
import { type ErasureJournal, openErasures } from '@lesblik/server/erasure/erasure-journal';
import { ExportWork } from '@lesblik/server/exports/export-work';
import { forgetMails } from '@lesblik/server/mail/outbox-mailer';
import { MediaWork } from '@lesblik/server/media/media-work';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Problem } from '@lesblik/shared/problems';
import { CLOCK, CONFIG, DATABASE } from '../base/tokens.ts';
import type { Person } from '../http/me.ts';
import { AttemptsService, type Source } from '../identity/attempts.service.ts';
import { PeopleService } from '../identity/people.service.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { ErasureRepository } from './erasure.repository.ts';

/** Ends an account for good, with what was its person's alone. */
@Injectable()
export class ErasureService {
  readonly #journal: ErasureJournal;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    private readonly memberships: MembershipsService,
    private readonly people: PeopleService,
    private readonly attempts: AttemptsService,
    private readonly sessions: SessionsService,
    private readonly work: MediaWork,
    private readonly exports: ExportWork,
    private readonly notices: NoticeBus,
    private readonly repository: ErasureRepository,
  ) {
    this.#journal = openErasures(config.keys.dir);
  }

  /** Asks the password: what is erased does not come back, and a device may stand open. */
  async own(me: Person, password: string, source: Source): Promise<void> {
    await this.attempts.assertRoomForAccount(me.email, source);
    if ((await this.people.verify(me.email, password)) !== me.id) throw new Problem('password_wrong');
    await this.#erase(me.id, me.id);
  }

  /** @throws Problem not_found, not_allowed, belongs_elsewhere, last_administrator, recording_held */
  async ofMember(me: string, { organisationId, personId }: { organisationId: string; personId: string }) {
    await this.memberships.assertAdministrator(organisationId, me);
    await this.#erase(personId, me, organisationId);
  }

  /** @param bySchool its administrator asks: who belongs to another school too is not theirs to erase */
  async #erase(personId: string, askedBy: string, bySchool?: string): Promise<void> {
    const at = new Date(this.clock.now());
    const { exportIds, recordingIds, sharedIds, wasCalled } = await this.db.transaction().execute(async (tx) => {
      const schools = await this.repository.schools(tx, personId, at);
      if (bySchool !== undefined && !schools.some(({ organisationId }) => organisationId === bySchool))
        throw new Problem('not_found');
      if (bySchool !== undefined && schools.some(({ organisationId, now }) => now && organisationId !== bySchool))
        throw new Problem('belongs_elsewhere');
      if (await this.repository.isLastAdministrator(tx, personId)) throw new Problem('last_administrator');
      const until = await this.repository.heldUntil(tx, personId, at.toISOString().slice(0, 10));
      if (until !== undefined) throw new Problem('recording_held', { until });
      const archives = await this.repository.exports(tx, personId);
      const erased = await erasePerson(tx, { personId, askedBy, at });
      if (erased === undefined) throw new Problem('not_found');
      return { ...erased, exportIds: archives };
    });
    await this.#journal.write(personId, at);
    await this.sessions.changed();
    for (const exportId of exportIds) await this.exports.end(exportId, 'by_person');
    for (const recordingId of recordingIds) {
      await this.work.ordered(recordingId);
      await this.notices.publish({ kind: 'access_ended', recordingId, personId: null, reason: 'deleted' });
    }
    for (const recordingId of sharedIds)
      await this.notices.publish({ kind: 'access_ended', recordingId, personId, reason: 'withdrawn' });
    if (this.config.mail.smtpUrl === undefined) await forgetMails(this.config.mail.outboxDir, wasCalled);
  }
}
