import { agreementRoutes } from '@lesblik/shared/agreements';
import { type ReportField, type ReportFieldName, reportRoutes } from '@lesblik/shared/reports';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import type { Pair } from './talks.ts';
import type { Somebody, World } from './world.ts';

/** Coach and coachee agree on a written report, or on none. */
export async function agree(world: World, { coach, teacher, trajectoryId }: Pair, choice: 'report' | 'no_report') {
  const body = { kind: 'report' as const, choice, ...(choice === 'report' && { clientAgreed: 'Hans, 3 september' }) };
  const { versions } = (await world.call(coach, agreementRoutes.propose, { params: { trajectoryId }, body })).body;
  await world.call(teacher, agreementRoutes.answer, {
    params: { versionId: versions[0]?.id ?? '' },
    body: { decision: 'accept' },
  });
}

export async function toPhase(world: World, { coach, trajectoryId }: Pair, phase: 'final_evaluation' | 'closed') {
  for (const step of ['coaching', 'final_evaluation', 'closed'] as const) {
    await world.call(coach, trajectoryRoutes.update, { params: { trajectoryId }, body: { phase: step } });
    if (step === phase) return;
  }
}

export const evaluationOf = (world: World, as: Somebody, { trajectoryId }: Pair) =>
  world.call(as, reportRoutes.evaluation, { params: { trajectoryId } });

export async function fieldOf(world: World, pair: Pair, { key, goalId }: ReportFieldName): Promise<ReportField> {
  const { fields } = (await evaluationOf(world, pair.teacher, pair)).body;
  const found = fields.find((field) => field.key === key && field.goalId === goalId);
  if (found === undefined) throw new Error(`there is no field ${key}`);
  return found;
}

type Changes = Partial<Pick<ReportField, 'text' | 'released' | 'rated'>>;

/** The coachee writes in a field as it stands. */
export async function write(world: World, pair: Pair, key: ReportField['key'], changes: Changes, goalId?: string) {
  const name = { key, goalId: goalId ?? null };
  const { revision } = await fieldOf(world, pair, name);
  const { trajectoryId } = pair;
  return world.call(pair.teacher, reportRoutes.write, {
    params: { trajectoryId },
    body: { ...name, revision, ...changes },
  });
}

/** The coachee reads what others would, and signs it. */
export async function sign(world: World, pair: Pair, name = 'Noor Docent') {
  const params = { trajectoryId: pair.trajectoryId };
  const { digest } = (await world.call(pair.teacher, reportRoutes.preview, { params })).body;
  return world.call(pair.teacher, reportRoutes.sign, { params, body: { name, digest } });
}
