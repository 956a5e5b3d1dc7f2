import { createHash } from 'node:crypto';
import type { Language } from '@lesblik/shared/common';
import { ReportContent, type ReportField, type ReportKey, ReportText } from '@lesblik/shared/reports';

type Rated = NonNullable<ReportContent['goals'][number]['rated']>;

/** What a trajectory itself says of how it went. */
export interface Material {
  school: string;
  trajectory: string;
  coachee: string;
  coach: string;
  /** The coachee's. */
  language: Language;
  from: string;
  to: string;
  /** Days of talks held, oldest first. */
  talks: string[];
  /** Those that are not archived, in the coachee's order, with the coachee's own first and last rating. */
  goals: { id: string; title: string; rated: Rated | null }[];
}

const untouched = (key: ReportKey, goalId: string | null): ReportField => ({
  ...{ key, goalId, text: '', revision: 0 },
  ...{ released: false, rated: false },
});

/** Every field there can be, as it was written or empty. */
export function allFields(goalIds: readonly string[], written: readonly ReportField[]): ReportField[] {
  const find = (key: ReportKey, goalId: string | null) =>
    written.find((field) => field.key === key && field.goalId === goalId) ?? untouched(key, goalId);
  return [
    ...(['period', 'talks', ...ReportText.options] as const).map((key) => find(key, null)),
    ...goalIds.map((goalId) => find('goal', goalId)),
  ];
}

/** What client and supervisor read of it: what is released, and of that only what says something. */
export function contentOf(material: Material, fields: readonly ReportField[]): ReportContent {
  const released = (key: ReportKey, goalId: string | null = null) =>
    fields.find((field) => field.key === key && field.goalId === goalId && field.released);
  const { school, trajectory, coachee, coach, language, from, to, talks, goals } = material;
  return {
    ...{ school, trajectory, coachee, coach, language },
    period: released('period') ? { from, to } : null,
    talks: released('talks') ? talks : null,
    goals: goals.flatMap(({ id, title, rated }) => {
      const field = released('goal', id);
      return field ? [{ title, text: field.text, rated: field.rated ? rated : null }] : [];
    }),
    texts: ReportText.options.flatMap((key) => {
      const text = released(key)?.text ?? '';
      return text === '' ? [] : [{ key, text }];
    }),
  };
}

export const saysNothing = ({ period, talks, goals, texts }: ReportContent): boolean =>
  period === null && talks === null && goals.length === 0 && texts.length === 0;

/** SHA-256 in hex. Equal for equal content, whatever order its fields came in. */
export const digestOf = (content: ReportContent): string =>
  createHash('sha256')
    .update(JSON.stringify(ReportContent.parse(content)))
    .digest('hex');
