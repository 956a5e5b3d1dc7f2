import { describe, expect, test } from '@jest/globals';
import type { ConsentAnswer } from '@lesblik/shared/room-events';
import fc from 'fast-check';
import { type Consent, isAlive, mayStore, verdict } from './consent.ts';

const consent = (present: string[], answers: Record<string, ConsentAnswer>, started = false): Consent => ({
  present: new Set(present),
  answers: new Map(Object.entries(answers)),
  started,
});

describe('a recording of a call', () => {
  test.each<[string, Consent, ReturnType<typeof verdict>]>([
    ['waits while somebody has not answered', consent(['a', 'b'], { a: 'yes' }), 'wait'],
    ['waits while nobody is there', consent([], { a: 'yes' }), 'wait'],
    ['starts when all have answered and one said yes', consent(['a', 'b'], { a: 'yes', b: 'no' }), 'start'],
    ['does not start when all refuse', consent(['a', 'b'], { a: 'no', b: 'no' }), 'all_refused'],
    ['does not start on the yes of one who left', consent(['b'], { a: 'yes', b: 'no' }), 'all_refused'],
    ['does not wait for one who left', consent(['a'], { a: 'yes' }), 'start'],
    ['goes on while one who joined later is asked', consent(['a', 'c'], { a: 'taken_back' }, true), 'go_on'],
    ['goes on while the only yes is away', consent(['b'], { a: 'yes', b: 'no' }, true), 'go_on'],
    ['ends when the last yes is taken back', consent(['a', 'b'], { a: 'taken_back', b: 'no' }, true), 'all_refused'],
  ])('%s', (_, given, expected) => {
    expect(verdict(given)).toBe(expected);
  });

  test('left with nobody to record or to ask is left alone', () => {
    expect(isAlive(consent(['b'], { a: 'yes', b: 'no' }, true))).toBe(false);
    expect(isAlive(consent(['b', 'c'], { b: 'no' }, true))).toBe(true);
    expect(isAlive(consent([], { a: 'yes' }, true))).toBe(false);
  });
});

type Step = { kind: 'enters' | 'leaves'; who: string } | { kind: 'answers'; who: string; answer: ConsentAnswer };

const who = fc.constantFrom('a', 'b', 'c', 'd');
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('enters' as const, 'leaves' as const), who }),
    fc.record({
      kind: fc.constant('answers' as const),
      who,
      answer: fc.constantFrom('yes' as const, 'no' as const, 'taken_back' as const),
    }),
  ),
  { maxLength: 40 },
);

test('whatever happens, only those are stored whose last word is yes, and nobody before all present had answered', () => {
  fc.assert(
    fc.property(steps, (all: Step[]) => {
      const present = new Set<string>();
      const answers = new Map<string, ConsentAnswer>();
      let started = false;
      for (const step of all) {
        if (step.kind === 'enters') present.add(step.who);
        else if (step.kind === 'leaves') present.delete(step.who);
        else if (step.kind === 'answers' && present.has(step.who)) answers.set(step.who, step.answer);
        const before = verdict({ present, answers, started });
        if (before === 'start') {
          expect([...present].every((id) => answers.has(id))).toBe(true);
          expect([...present].some((id) => answers.get(id) === 'yes')).toBe(true);
          started = true;
        }
        if (before === 'all_refused') {
          expect([...present].some((id) => mayStore({ present, answers, started }, id))).toBe(false);
          return;
        }
        for (const id of ['a', 'b', 'c', 'd']) {
          const stored = mayStore({ present, answers, started }, id);
          expect(stored).toBe(started && present.has(id) && answers.get(id) === 'yes');
        }
      }
    }),
  );
});
