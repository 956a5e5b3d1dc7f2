import { describe, expect, test } from '@jest/globals';
import type { ReportField } from '@lesblik/shared/reports';
import { allFields, contentOf, digestOf, type Material, saysNothing } from './content.ts';

const rated = {
  first: { value: -1, step: 'Ik vul zelf aan', at: '2026-09-03T10:00:00.000Z' },
  last: { value: 1, step: '', at: '2026-11-20T10:00:00.000Z' },
};
const material: Material = {
  ...{ school: 'De Regenboog', trajectory: 'Vragen stellen', coachee: 'Noor', coach: 'Eva', language: 'nl' },
  ...{ from: '2026-09-01', to: '2027-02-01', talks: ['2026-09-03'] },
  goals: [
    { id: 'a', title: 'Wachten', rated },
    { id: 'b', title: 'Geheim doel', rated },
  ],
};
const field = (key: ReportField['key'], more: Partial<ReportField> = {}): ReportField => ({
  ...{ key, goalId: null, text: '', released: false, rated: false, revision: 1 },
  ...more,
});

describe('what is not released', () => {
  test('is nowhere in the content, not its title nor its rating either', () => {
    const written = [
      field('learned', { text: 'Geheim: twijfel' }),
      field('goal', { goalId: 'b', text: 'Geheim: moeilijk', rated: true }),
      field('period', { released: true }),
    ];
    const content = contentOf(material, allFields(['a', 'b'], written));
    expect(JSON.stringify(content)).not.toMatch(/Geheim|talks":\[|Wachten/);
    expect(content.period).toEqual({ from: '2026-09-01', to: '2027-02-01' });
  });

  test('is everything, before anybody chose', () => {
    expect(saysNothing(contentOf(material, allFields(['a', 'b'], [])))).toBe(true);
  });
});

test('a goal is released with its words; its rating only where that is chosen too', () => {
  const words = { goalId: 'a', text: 'Ik tel tot drie', released: true };
  const goals = (one: ReportField) => contentOf(material, [one]).goals;
  expect(goals(field('goal', words))).toEqual([{ title: 'Wachten', text: 'Ik tel tot drie', rated: null }]);
  expect(goals(field('goal', { ...words, rated: true }))[0]?.rated).toEqual(rated);
});

test('texts come in the order in which they are read; an empty one is left out', () => {
  const released = { released: true };
  const written = [
    field('support', { text: 'Tijd', ...released }),
    field('learned', { text: 'Rust', ...released }),
    field('future', released),
  ];
  expect(contentOf(material, allFields([], written)).texts.map(({ key }) => key)).toEqual(['learned', 'support']);
});

test('a digest follows the words, not the order in which a store keeps its fields', () => {
  const content = contentOf(material, [field('learned', { text: 'Rust', released: true })]);
  expect(digestOf(Object.fromEntries(Object.entries(content).toReversed()) as typeof content)).toBe(digestOf(content));
  expect(digestOf({ ...content, coachee: 'Anders' })).not.toBe(digestOf(content));
});
