import { Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import type { Language } from '@lesblik/shared/common';
import { Teller } from '@lesblik/server/notifications/teller';
import { Problem } from '@lesblik/shared/problems';
import type { ReleasedReport, ReportContent, reportRoutes } from '@lesblik/shared/reports';
import type { Input } from '@lesblik/shared/route';
import { isOver } from '@lesblik/shared/trajectory-steps';
import { LogoService } from '../organisations/logo.service.ts';
import { AgreementsService } from '../trajectories/agreements.service.ts';
import { TrajectoryNews } from '../trajectories/live/trajectory-news.ts';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { contentOf, digestOf, saysNothing } from './content.ts';
import { EvaluationRepository } from './evaluation.repository.ts';
import { reportPdf } from '@lesblik/server/reports/report-pdf';
import { VersionsRepository } from './versions.repository.ts';

type Signature = Input<typeof reportRoutes.sign>['body'];

/** What leaves coachee and coach: signed by the coachee, read by all who see the trajectory, until it is withdrawn. */
@Injectable()
export class ReleasesService {
  constructor(
    private readonly trajectories: TrajectoriesService,
    private readonly agreements: AgreementsService,
    private readonly fields: EvaluationRepository,
    private readonly repository: VersionsRepository,
    private readonly logos: LogoService,
    private readonly news: TrajectoryNews,
    private readonly teller: Teller,
  ) {}

  async preview(me: string, trajectoryId: string): Promise<{ content: ReportContent; digest: string }> {
    await this.trajectories.assertMay(me, 'read_evaluation', trajectoryId);
    const content = await this.#content(trajectoryId);
    return { content, digest: digestOf(content) };
  }

  /** What is signed is what was read: anything that changed since is a reason to read again. */
  async sign(me: string, trajectoryId: string, { name, digest }: Signature): Promise<ReleasedReport> {
    await this.trajectories.assertMay(me, 'write_report', trajectoryId);
    await this.fields.locked(trajectoryId, async (tx, place) => {
      if (isOver(place)) throw new Problem('trajectory_over');
      if (place.phase !== 'final_evaluation') throw new Problem('report_too_early');
      if (!(await this.agreements.agreedOnReport(trajectoryId, tx))) throw new Problem('report_not_agreed');
      const content = await this.#content(trajectoryId, tx);
      if (digestOf(content) !== digest) throw new Problem('changed_meanwhile');
      if (saysNothing(content)) throw new Problem('report_empty');
      const subjectId = await this.repository.sign(tx, { trajectoryId, content, signedBy: me, signedName: name });
      await this.teller.tell(tx, { kind: 'report_signed', subjectId, byId: me, personIds: place.readerIds });
    });
    await this.news.changed(trajectoryId);
    const report = await this.repository.released(trajectoryId);
    if (report === undefined) throw new Problem('changed_meanwhile');
    return report;
  }

  async withdraw(me: string, reportId: string): Promise<void> {
    const trajectoryId = await this.repository.trajectoryOf(reportId);
    if (trajectoryId === undefined) throw new Problem('not_found');
    await this.trajectories.assertMay(me, 'withdraw_report', trajectoryId);
    await this.fields.locked(trajectoryId, async (tx, { readerIds }) => {
      if (!(await this.repository.withdraw(tx, reportId))) throw new Problem('changed_meanwhile');
      await this.teller.tellLess(tx, readerIds);
    });
    await this.news.changed(trajectoryId);
  }

  async released(me: string, trajectoryId: string): Promise<{ report: ReleasedReport | null }> {
    await this.trajectories.assertMay(me, 'see', trajectoryId);
    return { report: (await this.repository.released(trajectoryId)) ?? null };
  }

  /** @throws Problem not_found while nothing is released */
  async pdf(me: string, trajectoryId: string, reader: { language: Language; timeZone: string }): Promise<Buffer> {
    const { organisationId } = await this.trajectories.assertMay(me, 'see', trajectoryId);
    const report = await this.repository.released(trajectoryId);
    if (report === undefined) throw new Problem('not_found');
    const logo = await this.logos.find(organisationId);
    return reportPdf(report, { ...reader, logo });
  }

  async #content(trajectoryId: string, tx?: Database): Promise<ReportContent> {
    const material = await this.fields.material(trajectoryId, tx);
    return contentOf(material, await this.fields.written(trajectoryId, tx));
  }
}
