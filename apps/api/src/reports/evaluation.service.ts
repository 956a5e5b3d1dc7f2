import { Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { Problem } from '@lesblik/shared/problems';
import type { Evaluation, ReportField, ReportFieldName, reportRoutes } from '@lesblik/shared/reports';
import type { Input } from '@lesblik/shared/route';
import { defined } from '../base/defined.ts';
import { AgreementsService } from '../trajectories/agreements.service.ts';
import { TrajectoryNews } from '../trajectories/live/trajectory-news.ts';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { allFields, contentOf, digestOf } from './content.ts';
import { EvaluationRepository } from './evaluation.repository.ts';
import { SuggestionsRepository } from './suggestions.repository.ts';
import { VersionsRepository } from './versions.repository.ts';

type Write = Input<typeof reportRoutes.write>['body'];

/** The final evaluation as the coachee writes it, read by the coach and by nobody else. */
@Injectable()
export class EvaluationService {
  constructor(
    private readonly trajectories: TrajectoriesService,
    private readonly agreements: AgreementsService,
    private readonly repository: EvaluationRepository,
    private readonly suggestions: SuggestionsRepository,
    private readonly versions: VersionsRepository,
    private readonly news: TrajectoryNews,
  ) {}

  async get(me: string, trajectoryId: string): Promise<Evaluation> {
    await this.trajectories.assertMay(me, 'read_evaluation', trajectoryId);
    const [material, written, suggestions, versions, released, agreed] = await Promise.all([
      this.repository.material(trajectoryId),
      this.repository.written(trajectoryId),
      this.suggestions.ofTrajectory(trajectoryId),
      this.versions.list(trajectoryId),
      this.versions.released(trajectoryId),
      this.agreements.agreedOnReport(trajectoryId),
    ]);
    const { from, to, talks, goals } = material;
    const fields = allFields(
      goals.map(({ id }) => id),
      written,
    );
    const changedSince = released !== undefined && digestOf(released.content) !== digestOf(contentOf(material, fields));
    return { facts: { from, to, talks }, fields, suggestions, versions, agreed, changedSince };
  }

  /** @throws Problem changed_meanwhile when the field is not as its writer read it: what they wrote is theirs to keep */
  async write(me: string, trajectoryId: string, { revision, key, goalId, ...changes }: Write): Promise<ReportField> {
    await this.trajectories.assertMay(me, 'write_report', trajectoryId);
    const field = await this.repository.writing(trajectoryId, (tx) =>
      this.change(tx, trajectoryId, { key, goalId }, revision, defined(changes)),
    );
    await this.news.changedInside(trajectoryId);
    return field;
  }

  /** In a trajectory that is locked. */
  async change(
    tx: Database,
    trajectoryId: string,
    name: ReportFieldName,
    revision: number,
    changes: Partial<Pick<ReportField, 'text' | 'released' | 'rated'>>,
  ): Promise<ReportField> {
    const now = await this.read(tx, trajectoryId, name);
    if (now.revision !== revision) throw new Problem('changed_meanwhile');
    const field = { ...now, ...changes, revision: revision + 1 };
    await this.repository.save(tx, trajectoryId, field);
    return field;
  }

  /** @throws Problem goal_not_of_this_trajectory, also for an archived one */
  async read(tx: Database, trajectoryId: string, name: ReportFieldName): Promise<ReportField> {
    const { key, goalId } = name;
    if (goalId !== null && !(await this.repository.hasGoal(tx, trajectoryId, goalId)))
      throw new Problem('goal_not_of_this_trajectory');
    const written = await this.repository.field(tx, trajectoryId, name);
    return written ?? { key, goalId, text: '', released: false, rated: false, revision: 0 };
  }
}
