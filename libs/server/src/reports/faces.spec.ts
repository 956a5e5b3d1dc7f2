import { expect, test } from '@jest/globals';
import { runsOf } from './faces.ts';

test('a line is cut where the face goes on in its other part, and nowhere else', () => {
  expect(runsOf('Noor Şahin: één, coöperatie')).toEqual([
    { part: 'latin', text: 'Noor ' },
    { part: 'latin-ext', text: 'Ş' },
    { part: 'latin', text: 'ahin: één, coöperatie' },
  ]);
});

test('emoji are left out with the space before them, whatever they are made of', () => {
  for (const emoji of ['😀', '👍🏽', '👩‍🏫', '❤️']) {
    expect(runsOf(`Goed ${emoji}.`)).toEqual([{ part: 'latin', text: 'Goed.' }]);
  }
});

test('a sign that the face lacks is written another way, or as a question mark', () => {
  expect(runsOf('\uf0b7 a → b')).toEqual([{ part: 'latin', text: '• a -> b' }]);
  expect(runsOf('Ω')).toEqual([{ part: 'latin', text: '?' }]);
});
