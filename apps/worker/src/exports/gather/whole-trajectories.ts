import type { ExportArchive } from '@lesblik/shared/export-archive';
import type { Asker } from './asker.ts';
import { actionsIn, ratingsIn } from './progress.ts';
import { evaluationIn, reportsIn, suggestionsIn } from './reports.ts';
import { talksIn } from './talks.ts';
import { agreementsIn, contactsIn, goalsIn, proposalsIn, stepsIn, type TrajectoryRow } from './trajectories.ts';

/** Of the coachee: all that stands in them. @param reportPath of a report's PDF */
export async function wholeTrajectories(
  asker: Asker,
  rows: readonly TrajectoryRow[],
  reportPath: (trajectory: TrajectoryRow, version: number) => string,
): Promise<ExportArchive['trajectories']> {
  const ids = rows.map(({ id }) => id);
  const ratings = Map.groupBy(await ratingsIn(asker, ids), ({ goalId }) => goalId);
  const goals = (await goalsIn(asker, ids)).map((goal) => ({ ...goal, ratings: ratings.get(goal.id) ?? [] }));
  const parts = {
    steps: under(await stepsIn(asker, ids)),
    contacts: under(await contactsIn(asker, ids)),
    agreements: under(await agreementsIn(asker, ids)),
    goals: under(goals),
    proposals: under(await proposalsIn(asker, ids)),
    talks: under(await talksIn(asker, ids, { shared: true })),
    actions: under(await actionsIn(asker, ids)),
    evaluation: under(await evaluationIn(asker, ids)),
    reports: under(await reportsIn(asker, ids)),
  };
  return rows.map((row) => ({
    ...row,
    steps: parts.steps(row.id),
    contacts: parts.contacts(row.id),
    agreements: parts.agreements(row.id),
    goals: parts.goals(row.id),
    proposals: parts.proposals(row.id),
    talks: parts.talks(row.id),
    actions: parts.actions(row.id),
    evaluation: parts.evaluation(row.id),
    reports: parts.reports(row.id).map((report) => ({ ...report, path: reportPath(row, report.number) })),
  }));
}

/** Of the coach: what they wrote themselves, and the summaries that both confirmed. */
export async function coachings(asker: Asker, rows: readonly TrajectoryRow[]): Promise<ExportArchive['coaching']> {
  const { me } = asker;
  const ids = rows.map(({ id }) => id);
  const parts = {
    contacts: under((await contactsIn(asker, ids)).filter(({ writtenBy }) => writtenBy.id === me)),
    proposals: under((await proposalsIn(asker, ids)).filter(({ proposedBy }) => proposedBy.id === me)),
    ratings: under((await ratingsIn(asker, ids)).filter(({ by }) => by.id === me)),
    talks: under(await talksIn(asker, ids, { shared: false })),
    actions: under((await actionsIn(asker, ids)).filter(({ owner }) => owner.id === me)),
    suggestions: under(await suggestionsIn(asker, ids)),
  };
  return rows.map((row) => ({
    ...row,
    contacts: parts.contacts(row.id),
    proposals: parts.proposals(row.id),
    ratings: parts.ratings(row.id),
    talks: parts.talks(row.id),
    actions: parts.actions(row.id),
    suggestions: parts.suggestions(row.id),
  }));
}

function under<T extends { trajectoryId: string }>(rows: readonly T[]): (trajectoryId: string) => T[] {
  const grouped = Map.groupBy(rows, ({ trajectoryId }) => trajectoryId);
  return (trajectoryId) => grouped.get(trajectoryId) ?? [];
}
