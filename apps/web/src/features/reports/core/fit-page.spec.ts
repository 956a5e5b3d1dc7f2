import { expect, test } from '@jest/globals';
import { fitPage } from './fit-page.ts';

const long = 'Dit is een zin van ongeveer vijftig tekens lang, ja. '.repeat(80).trim();

test('what fits stays whole', () => {
  expect(fitPage(['Kort.', 'Ook kort.'])).toEqual(['Kort.', 'Ook kort.']);
});

test('what does not fit ends behind a sentence, and says that it goes on', () => {
  const [short] = fitPage([long], 500);
  expect(short?.length).toBeLessThanOrEqual(500);
  expect(short).toMatch(/ja\. …$/);
});

test('one long text leaves the short ones whole, two long ones share what is left', () => {
  const [first, one, other] = fitPage(['Kort.', long, long], 1000);
  expect(first).toBe('Kort.');
  // As far as sentences let them.
  expect(Math.abs((one?.length ?? 0) - (other?.length ?? 0))).toBeLessThan(60);
  expect(one?.length).toBeGreaterThan(300);
});

test('many lines take room too', () => {
  const [short] = fitPage([Array.from({ length: 200 }, () => '- iets').join('\n')], 1000);
  expect(short?.split('\n').length).toBeLessThan(25);
});

test('two hundred texts fit, each in its place', () => {
  const texts = fitPage(Array.from({ length: 200 }, () => long));
  expect(texts).toHaveLength(200);
  expect(texts.join('').length).toBeLessThan(2_500);
});
