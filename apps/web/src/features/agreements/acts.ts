import { type AgreementProposal, agreementRoutes, type AgreementVersion } from '@lesblik/shared/agreements';
import i18next from 'i18next';
import { call } from '../../api/call.ts';
import { say } from '../../ui/toasts.ts';
import { readTrajectoriesAgain } from '../trajectories/queries.ts';

export async function proposeAgreement(
  trajectoryId: string,
  otherName: string,
  proposal: AgreementProposal,
): Promise<void> {
  await call(agreementRoutes.propose, { params: { trajectoryId }, body: proposal });
  await readTrajectoriesAgain();
  say(i18next.t('agreements:proposed', { name: otherName }));
}

export async function acceptAgreement({ id, ends }: AgreementVersion): Promise<void> {
  await call(agreementRoutes.answer, { params: { versionId: id }, body: { decision: 'accept' } });
  await readTrajectoriesAgain();
  say(i18next.t(ends ? 'agreements:ended' : 'agreements:accepted'));
}

export async function refuseAgreement({ id }: AgreementVersion, answer: string): Promise<void> {
  await call(agreementRoutes.answer, { params: { versionId: id }, body: { decision: 'refuse', answer } });
  await readTrajectoriesAgain();
  say(i18next.t('agreements:refused'));
}

export async function withdrawAgreement({ id }: AgreementVersion): Promise<void> {
  await call(agreementRoutes.withdraw, { params: { versionId: id } });
  await readTrajectoriesAgain();
  say(i18next.t('agreements:withdrawn'));
}
