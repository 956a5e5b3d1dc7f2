import { type ReportFieldName, reportRoutes } from '@lesblik/shared/reports';
import type { School } from './school.ts';
import type { DemoStory } from './stories.ts';

/** What the coachee writes at the end, what the coach suggests, and the signature. */
export async function evaluate({ clients }: School, trajectoryId: string, story: DemoStory): Promise<void> {
  const { report, coachee, coach } = story;
  if (report === undefined) return;
  const params = { trajectoryId };
  const { fields, suggestions, versions } = await clients[coachee].call(reportRoutes.evaluation, { params });
  const write = async (name: ReportFieldName, words: { text?: string; released?: boolean }) => {
    const revision = fields.find(({ key, goalId }) => key === name.key && goalId === name.goalId)?.revision ?? 0;
    if (revision > 0) return;
    await clients[coachee].call(reportRoutes.write, { params, body: { ...name, revision, ...words } });
  };
  for (const { key, ...words } of report.fields) await write({ key, goalId: null }, words);
  const goals = fields.filter(({ key }) => key === 'goal');
  for (const [index, words] of report.goals.entries())
    await write({ key: 'goal', goalId: goals[index]?.goalId ?? null }, words);
  if (report.suggestion && suggestions.length === 0)
    await clients[coach].call(reportRoutes.suggest, { params, body: report.suggestion });
  if (report.signed === undefined || versions.length > 0) return;
  const { digest } = await clients[coachee].call(reportRoutes.preview, { params });
  await clients[coachee].call(reportRoutes.sign, { params, body: { name: report.signed, digest } });
}
