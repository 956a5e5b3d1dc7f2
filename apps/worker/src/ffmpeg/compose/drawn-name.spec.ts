import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawnName, typefaceOf } from './drawn-name.ts';

test.each([
  ['Noor de Vries', 'Noor de Vries'],
  ['  Noor\n\tde   Vries ', 'Noor de Vries'],
  ['Zoë Şahin', 'Zoë Şahin'],
  ['علي', 'علي'],
  ['Eva 👩🏽‍🏫🇳🇱 (coach)', 'Eva (coach)'],
  ['\u202eavE', 'avE'],
  ['Wil\u00adma', 'Wilma'],
  ["O'Neill: 100% \\ {n} %{pts}", "O'Neill: 100% \\ {n} %{pts}"],
  ['👩🏽‍🏫', ''],
  ['\ud800', ''],
  ['Z' + '\u0336'.repeat(200), 'Z' + '\u0336'.repeat(3)],
  ['a'.repeat(300), `${'a'.repeat(59)}…`],
])('of %j is drawn: %j', (name, drawn) => {
  expect(drawnName(name).join('')).toBe(drawn);
});

test.each([
  ['Noor de Vries', 'DejaVu Sans'],
  ['Ирина', 'DejaVu Sans'],
  ['王小明', 'Noto Sans CJK SC'],
  ['さくら', 'Noto Sans CJK SC'],
  ['김민지 (coach)', 'Noto Sans CJK SC'],
])('%j is drawn in %s', (name, typeface) => {
  expect(typefaceOf(drawnName(name))).toBe(typeface);
});

test('whatever somebody is called, one short line is drawn', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const drawn = drawnName(name);
      expect(drawn.length).toBeLessThanOrEqual(60);
      expect(drawn.join('')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
    }),
  );
});
