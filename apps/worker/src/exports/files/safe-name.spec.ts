import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { extensionOf, NamesInFolder, safeName } from './safe-name.ts';

const name = (text: string, bytes = 80) => safeName(text, { otherwise: 'les', bytes });
const length = (text: string) => new TextEncoder().encode(text).length;

describe('a name that every system takes', () => {
  test.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
    ['rekenen\u202egpj.exe', 'rekenengpj.exe'],
    ['\u200f\u2067groep 6', 'groep 6'],
    ['  . breuken . ', 'breuken'],
    ['CON', '_CON'],
    ['nul.mp4', '_nul.mp4'],
    ['com¹', '_com¹'],
    ['één 👩‍🏫 les', 'één 👩‍🏫 les'],
    ['cafe\u0301', 'café'],
    ['\ud800', '\ufffd'],
    ['\u0000\u200b\ufeff', 'les'],
    ['...', 'les'],
    ['', 'les'],
  ])('%j becomes %j', (given, safe) => {
    expect(name(given)).toBe(safe);
  });

  test('is cut between letters as people see them, not within one', () => {
    expect(name('👩‍🏫'.repeat(20), 25)).toBe('👩‍🏫👩‍🏫');
    expect(length(name('é'.repeat(300)))).toBe(80);
  });

  test('whatever is typed, it is short, holds nothing that separates, and begins and ends with what can be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 12, max: 120 }), (text, bytes) => {
        const safe = name(text, bytes);
        // One more for what is put before a name that a system keeps for itself.
        expect(length(safe)).toBeLessThanOrEqual(bytes + 1);
        expect(safe).not.toBe('');
        expect(safe.isWellFormed()).toBe(true);
        expect(safe).not.toMatch(/[/\\:*?"<>|\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/u);
        expect(safe).not.toMatch(/^[. ]|[. ]$/);
        expect(safe).toBe(safe.normalize('NFC'));
      }),
    );
  });
});

test('two of one name get two, also where capitals do not count', () => {
  const folder = new NamesInFolder();
  const given = ['Les', 'les', 'LES (2)', 'les', 'straße', 'STRASSE', 'ﬁlm', 'film'];
  expect(given.map((one) => folder.take(one))).toEqual([
    ...['Les', 'les (2)', 'LES (2) (2)', 'les (3)'],
    ...['straße', 'STRASSE (2)', 'ﬁlm', 'film (2)'],
  ]);
});

test.each([
  ['Les 1.MP4', '.mp4'],
  ['les.mp4/../x', ''],
  ['les.m p4', ''],
  ['les', ''],
  ['les.\u202emp4', ''],
  ['.gitignore', ''],
])('the ending of %j is %j', (fileName, ending) => {
  expect(extensionOf(fileName)).toBe(ending);
});
