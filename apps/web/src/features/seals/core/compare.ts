/** A moment that somebody marked, in whole milliseconds; `endMs` null for a point. */
export interface Marked {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly goalIds: readonly string[];
}

/** Goals that only one of the two linked. */
export interface GoalDifference {
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

/** A place in the lesson that both marked, with all that either marked there; each list by time. */
interface Met<M extends Marked> {
  readonly mine: readonly M[];
  readonly theirs: readonly M[];
  readonly goals: GoalDifference;
}

interface Comparison<M extends Marked> {
  readonly both: readonly Met<M>[];
  readonly mine: readonly M[];
  readonly theirs: readonly M[];
  /** Over the whole lesson. */
  readonly goals: GoalDifference;
}

const endOf = ({ startMs, endMs }: Marked): number => endMs ?? startMs;

const byTime = (a: Marked, b: Marked): number => a.startMs - b.startMs || endOf(a) - endOf(b);

const goalsOf = (marks: readonly Marked[]): string[] => [...new Set(marks.flatMap(({ goalIds }) => goalIds))];

function differ(mine: readonly Marked[], theirs: readonly Marked[]): GoalDifference {
  const [a, b] = [goalsOf(mine), goalsOf(theirs)];
  return { mine: a.filter((id) => !b.includes(id)), theirs: b.filter((id) => !a.includes(id)) };
}

/**
 * What two people marked apart. Two marks meet when they overlap or lie at most `withinMs` from each other; marks that meet
 * the same mark belong to one place, so that a long fragment of one meets every moment of the other in it.
 */
export function compare<M extends Marked>(mine: readonly M[], theirs: readonly M[], withinMs: number): Comparison<M> {
  const [a, b] = [[...mine].sort(byTime), [...theirs].sort(byTime)];
  const place = new Map<M, M[]>();
  for (const one of a)
    for (const other of b) {
      if (other.startMs > endOf(one) + withinMs) break;
      if (endOf(other) + withinMs < one.startMs) continue;
      const [into, from] = [place.get(one) ?? [one], place.get(other) ?? [other]];
      if (into === from) continue;
      into.push(...from);
      for (const mark of into) place.set(mark, into);
    }
  const both = [...new Set(place.values())].map((marks) => {
    const [here, there] = [a, b].map((list) => list.filter((mark) => place.get(mark) === marks)) as [M[], M[]];
    return { mine: here, theirs: there, goals: differ(here, there) };
  });
  const first = ({ mine: [one], theirs: [other] }: Met<M>): number => Math.min(one?.startMs ?? 0, other?.startMs ?? 0);
  return {
    both: both.sort((one, other) => first(one) - first(other)),
    mine: a.filter((mark) => !place.has(mark)),
    theirs: b.filter((mark) => !place.has(mark)),
    goals: differ(a, b),
  };
}
