import { Injectable } from '@nestjs/common';
import type { GoalProposal, goalRoutes } from '@lesblik/shared/goals';
import type { TrajectoryAction } from '@lesblik/shared/policy';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { GoalsRepository } from './goals.repository.ts';
import { ProposalsRepository } from './proposals.repository.ts';
import { TrajectoryNews } from '../trajectories/live/trajectory-news.ts';

type Wording = Input<typeof goalRoutes.propose>['body'];
type Answer = Input<typeof goalRoutes.answer>['body'];

/** The coach proposes a goal; the coachee decides. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly trajectories: TrajectoriesService,
    private readonly goals: GoalsRepository,
    private readonly repository: ProposalsRepository,
    private readonly news: TrajectoryNews,
  ) {}

  async list(personId: string, trajectoryId: string): Promise<{ items: GoalProposal[] }> {
    await this.trajectories.assertMay(personId, 'read_goals', trajectoryId);
    return { items: await this.repository.ofTrajectory(trajectoryId) };
  }

  async propose(personId: string, trajectoryId: string, wording: Wording): Promise<GoalProposal> {
    await this.trajectories.assertMay(personId, 'propose_goal', trajectoryId);
    const id = await this.repository.add(trajectoryId, personId, wording);
    await this.news.changedInside(trajectoryId);
    return this.#get(id);
  }

  /** Accepted, the goal gets the proposal's words or the coachee's own. */
  async answer(personId: string, proposalId: string, answer: Answer): Promise<GoalProposal> {
    const { trajectoryId, ...proposal } = await this.#assertMay(personId, 'answer_proposal', proposalId);
    if (answer.decision === 'refuse') {
      await this.goals.locked(trajectoryId, (tx) =>
        this.#close(tx, proposalId, { state: 'refused', answer: answer.answer }),
      );
      await this.news.changedInside(trajectoryId);
      return this.#get(proposalId);
    }
    const { title, want, present, obstacles, resources, behaviour } = answer.wording ?? proposal;
    await this.goals.locked(trajectoryId, async (tx) => {
      await this.#close(tx, proposalId, { state: 'accepted' });
      const goalId = await this.goals.add(tx, trajectoryId, { title, want, present, obstacles, resources, behaviour });
      await this.repository.became(tx, proposalId, goalId);
    });
    await this.news.changed(trajectoryId);
    return this.#get(proposalId);
  }

  /** Only who proposed it takes it back. */
  async withdraw(personId: string, proposalId: string): Promise<void> {
    const proposal = await this.#assertMay(personId, 'propose_goal', proposalId);
    if (proposal.proposedBy.id !== personId) throw new Problem('not_allowed');
    await this.goals.locked(proposal.trajectoryId, (tx) => this.#close(tx, proposalId, { state: 'withdrawn' }));
    await this.news.changedInside(proposal.trajectoryId);
  }

  async #assertMay(personId: string, action: TrajectoryAction, proposalId: string): Promise<GoalProposal> {
    const proposal = await this.repository.find(proposalId);
    if (proposal === undefined) throw new Problem('not_found');
    await this.trajectories.assertMay(personId, action, proposal.trajectoryId);
    return proposal;
  }

  async #close(...outcome: Parameters<ProposalsRepository['close']>): Promise<void> {
    if (!(await this.repository.close(...outcome))) throw new Problem('proposal_already_answered');
  }

  async #get(proposalId: string): Promise<GoalProposal> {
    const proposal = await this.repository.find(proposalId);
    if (proposal === undefined) throw new Problem('not_found');
    return proposal;
  }
}
