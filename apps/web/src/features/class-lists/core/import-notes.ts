import { type ConsentPurpose, holdsAgainst, type Pupil, type PupilAnswer, saysMore } from '@lesblik/shared/class-lists';
import { purposes } from '../purposes.ts';

interface Given {
  label: string;
  answers: Partial<Record<ConsentPurpose, PupilAnswer>>;
  answeredOn: string | null;
}

/** What a row means for an answer that stands: a later one stays, so does a no beside a yes of no day; or it turns. */
interface Note {
  purpose: ConsentPurpose;
  kind: 'stays' | 'undated' | 'turns';
  before: PupilAnswer;
  answer: PupilAnswer;
}

const onList = <P extends { label: string }>(pupils: readonly P[], label: string): P | undefined =>
  pupils.find((pupil) => pupil.label.toLowerCase() === label.toLowerCase());

/**
 * The answers of a row that are sent. A row that says no day may be of long ago: it repeats nothing, and takes no no back.
 * @param today stands in for the day that a row does not say
 */
export function saidIn({ label, answers, answeredOn }: Given, pupils: readonly Pupil[], today: string) {
  const known = onList(pupils, label);
  return purposes.flatMap((purpose) => {
    const answer = answers[purpose];
    const standing = known?.answers[purpose] ?? null;
    if (answer === undefined) return [];
    if (answeredOn === null && standing !== null && (standing !== 'given' || answer === 'given')) return [];
    return [{ purpose, answer, answeredOn: answeredOn ?? today }];
  });
}

/** What taking a row does to the list. */
export function doneBy(row: Given, pupils: readonly Pupil[], today: string): 'new' | 'known' | 'same' {
  const known = onList(pupils, row.label);
  if (known === undefined) return 'new';
  return saidIn(row, pupils, today).some((one) => saysMore(known, one)) ? 'known' : 'same';
}

/** Somebody of that label stood on the list before, whose answers hold for the lessons of then. */
export const wasOnList = ({ label }: Given, left: readonly Pupil[]): boolean => onList(left, label) !== undefined;

/** How many answers of a list were left out for a later one, as the list says after it was taken. */
export function answersThatStayed(
  given: readonly { label: string; answers: readonly { purpose: ConsentPurpose; answer: PupilAnswer }[] }[],
  after: readonly Pick<Pupil, 'label' | 'answers'>[],
): number {
  return given
    .flatMap(({ label, answers }) => answers.map((one) => ({ ...one, now: onList(after, label)?.answers })))
    .filter(({ purpose, answer, now }) => now?.[purpose] !== answer).length;
}

/** @param today stands in for the day that a row does not say */
export function notesOf({ label, answers, answeredOn }: Given, pupils: readonly Pupil[], today: string): Note[] {
  const known = onList(pupils, label);
  return purposes.flatMap((purpose): Note[] => {
    const [before, answer] = [known?.answers[purpose] ?? null, answers[purpose]];
    if (known === undefined || before === null || answer === undefined || answer === before) return [];
    if (answeredOn === null && before !== 'given')
      return answer === 'given' ? [{ purpose, kind: 'undated', before, answer }] : [];
    if (holdsAgainst(known, { purpose, answer, answeredOn: answeredOn ?? today }))
      return [{ purpose, kind: 'stays', before, answer }];
    return (before === 'given') !== (answer === 'given') ? [{ purpose, kind: 'turns', before, answer }] : [];
  });
}
