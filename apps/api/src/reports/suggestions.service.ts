import { Injectable } from '@nestjs/common';
import { Teller } from '@lesblik/server/notifications/teller';
import { Problem } from '@lesblik/shared/problems';
import type { TrajectoryAction } from '@lesblik/shared/policy';
import type { ReportSuggestion, reportRoutes } from '@lesblik/shared/reports';
import type { Input } from '@lesblik/shared/route';
import { TrajectoryNews } from '../trajectories/live/trajectory-news.ts';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { EvaluationRepository } from './evaluation.repository.ts';
import { EvaluationService } from './evaluation.service.ts';
import { SuggestionsRepository } from './suggestions.repository.ts';

type New = Input<typeof reportRoutes.suggest>['body'];
type Answer = Input<typeof reportRoutes.answer>['body'];

/** The coach suggests other words; the coachee decides. */
@Injectable()
export class SuggestionsService {
  constructor(
    private readonly trajectories: TrajectoriesService,
    private readonly evaluation: EvaluationService,
    private readonly fields: EvaluationRepository,
    private readonly repository: SuggestionsRepository,
    private readonly news: TrajectoryNews,
    private readonly teller: Teller,
  ) {}

  async suggest(me: string, trajectoryId: string, { text, ...name }: New): Promise<ReportSuggestion> {
    const { coacheeId } = await this.trajectories.assertMay(me, 'suggest_report', trajectoryId);
    const id = await this.fields.writing(trajectoryId, async (tx) => {
      const { text: about } = await this.evaluation.read(tx, trajectoryId, name);
      await this.repository.giveWay(tx, trajectoryId, name);
      const subjectId = await this.repository.add(tx, { ...name, trajectoryId, text, about, suggestedBy: me });
      await this.teller.tell(tx, { kind: 'report_suggested', subjectId, byId: me, personIds: [coacheeId] });
      return subjectId;
    });
    await this.news.changedInside(trajectoryId);
    return this.repository.get(id);
  }

  async answer(me: string, suggestionId: string, answer: Answer): Promise<ReportSuggestion> {
    const { trajectoryId, key, goalId, text } = await this.#assertMay(me, 'write_report', suggestionId);
    await this.fields.writing(trajectoryId, async (tx) => {
      const state = answer.decision === 'accept' ? 'accepted' : 'refused';
      if (!(await this.repository.close(tx, suggestionId, state))) throw new Problem('suggestion_answered');
      if (answer.decision === 'accept')
        await this.evaluation.change(tx, trajectoryId, { key, goalId }, answer.revision, { text });
    });
    await this.news.changedInside(trajectoryId);
    return this.repository.get(suggestionId);
  }

  /** Only who made it takes it back. */
  async takeBack(me: string, suggestionId: string): Promise<void> {
    const { trajectoryId, suggestedBy } = await this.#assertMay(me, 'suggest_report', suggestionId);
    if (suggestedBy.id !== me) throw new Problem('not_allowed');
    await this.fields.writing(trajectoryId, async (tx) => {
      if (!(await this.repository.close(tx, suggestionId, 'withdrawn'))) throw new Problem('suggestion_answered');
    });
    await this.news.changedInside(trajectoryId);
  }

  async #assertMay(me: string, action: TrajectoryAction, suggestionId: string) {
    const suggestion = await this.repository.find(suggestionId);
    if (suggestion === undefined) throw new Problem('not_found');
    await this.trajectories.assertMay(me, action, suggestion.trajectoryId);
    return suggestion;
  }
}
