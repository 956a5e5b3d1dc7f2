import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { MediaWork } from '@lesblik/server/media/media-work';
import { HiddenList, type HiddenVersion, type Hiding } from '@lesblik/shared/hiding';
import { Problem } from '@lesblik/shared/problems';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { GrantsService } from '../grants/grants.service.ts';
import { LessonNews } from '../recordings/lesson-news.ts';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import { HidingRepository, type HidingRow } from './hiding.repository.ts';

/**
 * What an owner hides of a lesson: a list that they change as they like, a trial made of it to look at, and the one in use,
 * which alone others are shown. Each is made anew; none changes.
 */
@Injectable()
export class HidingService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly access: RecordingAccessService,
    private readonly grants: GrantsService,
    private readonly log: AuditLogService,
    private readonly work: MediaWork,
    private readonly lessons: LessonNews,
    private readonly repository: HidingRepository,
  ) {}

  async get(me: string, recordingId: string): Promise<Hiding> {
    await this.access.assertMay(me, 'grant', recordingId);
    return this.read(recordingId);
  }

  async save(me: string, recordingId: string, list: HiddenList): Promise<Hiding> {
    await this.access.assertMay(me, 'grant', recordingId);
    await this.repository.save(recordingId, list, this.now());
    return this.read(recordingId);
  }

  async make(me: string, recordingId: string): Promise<Hiding> {
    const { state } = await this.access.assertMay(me, 'grant', recordingId);
    if (state !== 'ready') throw new Problem('recording_not_ready');
    const list = HiddenList.safeParse(await this.repository.list(recordingId)).data;
    if (list === undefined || list.areas.length + list.sounds.length === 0) throw new Problem('nothing_hidden');
    const id = await this.db.transaction().execute(async (tx) => {
      await this.repository.lock(recordingId, tx);
      const { trial } = await this.repository.versions(recordingId, tx);
      if (trial !== undefined) await this.repository.drop([trial.id], this.now(), tx);
      return this.repository.insert(recordingId, list, tx);
    });
    await this.work.wantHiding(recordingId, id);
    return this.read(recordingId);
  }

  /** Once this has answered, nobody who was granted `hidden` is served a byte of the one before. */
  async use(me: string, recordingId: string): Promise<Hiding> {
    const { organisationId } = await this.access.assertMay(me, 'grant', recordingId);
    const ended = await this.db.transaction().execute(async (tx) => {
      const begin = await this.grants.showAnew(recordingId, tx, async () => {
        const { trial, used } = await this.repository.versions(recordingId, tx);
        if (trial === undefined || trial.madeAt === null) throw new Problem('hiding_not_made');
        if (used !== undefined) await this.repository.drop([used.id], this.now(), tx);
        await this.repository.use(trial.id, this.now(), tx);
      });
      await this.log.record({ organisationId, recordingId, kind: 'hiding_used', actorId: me }, tx);
      return begin;
    });
    await ended();
    await this.lessons.changed(recordingId);
    return this.read(recordingId);
  }

  async remove(me: string, recordingId: string): Promise<void> {
    const { organisationId } = await this.access.assertMay(me, 'grant', recordingId);
    const ended = await this.db.transaction().execute(async (tx) => {
      let removed = false;
      const begin = await this.grants.showAnew(recordingId, tx, async () => {
        const { trial, used } = await this.repository.versions(recordingId, tx);
        const ids = [trial, used].flatMap((one) => (one === undefined ? [] : [one.id]));
        await this.repository.drop(ids, this.now(), tx);
        removed = used !== undefined;
      });
      if (removed) await this.log.record({ organisationId, recordingId, kind: 'hiding_removed', actorId: me }, tx);
      return begin;
    });
    await ended();
    await this.lessons.changed(recordingId);
  }

  /** What its owner looks at before it is used. @throws Problem recording_not_ready before it is made */
  async toLookAt(me: string, recordingId: string): Promise<string> {
    await this.access.assertMay(me, 'grant', recordingId);
    const { trial, used } = await this.repository.versions(recordingId);
    const one = trial ?? used;
    if (one === undefined || one.madeAt === null) throw new Problem('recording_not_ready');
    return one.id;
  }

  private async read(recordingId: string): Promise<Hiding> {
    const list = HiddenList.safeParse(await this.repository.list(recordingId)).data;
    const { trial, used } = await this.repository.versions(recordingId);
    return {
      list: list ?? { areas: [], sounds: [] },
      trial: trial === undefined ? null : present(trial),
      used: used === undefined ? null : present(used),
      shownTo: await this.grants.countHidden(recordingId),
    };
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

const present = ({ id, list, progress, problem, madeAt }: HidingRow): HiddenVersion => ({
  ...{ id, progress, problem, list: HiddenList.parse(list) },
  state: madeAt !== null ? 'ready' : problem === null ? 'making' : 'failed',
  madeAt: madeAt?.toISOString() ?? null,
});
