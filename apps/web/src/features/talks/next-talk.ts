import type { Talk } from '@lesblik/shared/talks';

/** What is needed of a talk to say which one comes first. */
type Known = Pick<Talk, 'state' | 'startsAt' | 'durationMinutes' | 'trajectoryOver'> & { offeredBy: { id: string } };

/** The first for which this person has to pick a time; otherwise the first planned one that is not past. */
export function nextTalk<T extends Known>(talks: readonly T[], personId: string, now: number): T | undefined {
  const open = talks.filter(({ trajectoryOver }) => !trajectoryOver);
  const endOf = ({ startsAt, durationMinutes }: T): number => Date.parse(startsAt ?? '') + durationMinutes * 60_000;
  return (
    open.find(({ state, offeredBy }) => state === 'proposed' && offeredBy.id !== personId) ??
    open
      .filter((talk) => talk.state === 'planned' && endOf(talk) > now)
      .toSorted((a, b) => endOf(a) - endOf(b))
      .at(0)
  );
}
