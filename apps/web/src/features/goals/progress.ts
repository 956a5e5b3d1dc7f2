import { STEPS, type Rater } from '@lesblik/shared/goals';

/** `+1`, `0` or `−1`, with a minus as wide as the plus. */
export const signed = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${Math.abs(value)}` : '0');

/** What −2 … +2 are called before somebody describes them. */
const NAMES = ['much_less', 'less', 'hoped', 'more', 'much_more'] as const;
type StepName = (typeof NAMES)[number];

export const stepName = (value: number): StepName => NAMES[STEPS.findIndex((step) => step === value)] ?? 'hoped';

/** Best first: as a ladder stands. */
export const LADDER = STEPS.toReversed();

interface Rated {
  as: Rater;
  value: number;
}

/** First and last of one of the two; undefined when they said nothing yet. */
export function firstAndLast(progress: readonly Rated[], as: Rater): { from: number; to: number } | undefined {
  const own = progress.filter((one) => one.as === as);
  const [first, last] = [own[0], own.at(-1)];
  return first && last && { from: first.value, to: last.value };
}
