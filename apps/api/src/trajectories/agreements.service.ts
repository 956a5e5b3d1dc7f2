import { Injectable } from '@nestjs/common';
import { Teller } from '@lesblik/server/notifications/teller';
import type { Database } from '@lesblik/server/database/database';
import type { Agreement, AgreementProposal, agreementRoutes } from '@lesblik/shared/agreements';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import { AgreementsRepository } from './agreements.repository.ts';
import { TrajectoriesService } from './trajectories.service.ts';
import { TrajectoryNews } from './live/trajectory-news.ts';

type Answer = Input<typeof agreementRoutes.answer>['body'];

/** Working agreements: either proposes, both accept; a change or the end is a new version, and the old one stays until both want it. */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly trajectories: TrajectoriesService,
    private readonly repository: AgreementsRepository,
    private readonly news: TrajectoryNews,
    private readonly teller: Teller,
  ) {}

  async list(personId: string, trajectoryId: string): Promise<{ items: Agreement[] }> {
    await this.trajectories.assertMay(personId, 'work', trajectoryId);
    return { items: await this.repository.list(personId, trajectoryId) };
  }

  /** Whether what holds now between coachee and coach is that there is a written report. */
  async agreedOnReport(trajectoryId: string, tx?: Database): Promise<boolean> {
    return (await this.repository.choice(trajectoryId, 'report', tx)) === 'report';
  }

  async propose(personId: string, trajectoryId: string, proposal: AgreementProposal): Promise<Agreement> {
    const { coacheeId, coachId } = await this.trajectories.assertMay(personId, 'agree', trajectoryId);
    const agreementId = await this.repository.locked(trajectoryId, async (tx) => {
      const known = await this.repository.find(tx, trajectoryId, proposal);
      if (known === undefined && proposal.agreementId !== null) throw new Problem('not_found');
      // What nobody made, or somebody ended meanwhile, is not there to be ended.
      if (proposal.ends && (known === undefined || !(await this.repository.holds(tx, known))))
        throw new Problem('changed_meanwhile');
      const id = known ?? (await this.repository.add(tx, trajectoryId, proposal.kind));
      const versionId = await this.repository.propose(tx, id, personId, proposal);
      const news = { kind: 'agreement_proposed', subjectId: versionId, byId: personId } as const;
      await this.teller.tell(tx, { ...news, personIds: [coacheeId, coachId] });
      return id;
    });
    await this.news.changedInside(trajectoryId);
    return this.#get(personId, trajectoryId, agreementId);
  }

  async answer(personId: string, versionId: string, answer: Answer): Promise<Agreement> {
    const { trajectoryId, agreementId, proposedBy } = await this.#assertMay(personId, versionId);
    await this.repository.locked(trajectoryId, async (tx) => {
      if (!(await this.repository.isOpen(tx, versionId))) throw new Problem('agreement_answered');
      if (answer.decision === 'accept') {
        await this.repository.accept(tx, versionId, personId);
        await this.repository.endIfBothDid(tx, versionId);
      } else {
        const outcome = { state: 'refused', answeredBy: personId, answer: answer.answer } as const;
        await this.repository.close(tx, versionId, outcome);
      }
      const news = { kind: 'agreement_answered', subjectId: versionId, byId: personId } as const;
      await this.teller.tell(tx, { ...news, personIds: [proposedBy] });
    });
    await this.news.changedInside(trajectoryId);
    return this.#get(personId, trajectoryId, agreementId);
  }

  /** Only who proposed it, and only while the other has not accepted it. */
  async withdraw(personId: string, versionId: string): Promise<void> {
    const { trajectoryId, proposedBy } = await this.#assertMay(personId, versionId);
    if (proposedBy !== personId) throw new Problem('not_allowed');
    await this.repository.locked(trajectoryId, async (tx) => {
      if (!(await this.repository.isOpen(tx, versionId))) throw new Problem('agreement_answered');
      await this.repository.close(tx, versionId, { state: 'withdrawn', answeredBy: personId });
    });
    await this.news.changedInside(trajectoryId);
  }

  async #assertMay(personId: string, versionId: string) {
    const version = await this.repository.ofVersion(versionId);
    if (version === undefined) throw new Problem('not_found');
    await this.trajectories.assertMay(personId, 'agree', version.trajectoryId);
    return version;
  }

  async #get(personId: string, trajectoryId: string, agreementId: string): Promise<Agreement> {
    const agreement = (await this.repository.list(personId, trajectoryId)).find(({ id }) => id === agreementId);
    if (agreement === undefined) throw new Problem('not_found');
    return agreement;
  }
}
