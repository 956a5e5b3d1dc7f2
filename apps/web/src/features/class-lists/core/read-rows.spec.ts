import { describe, expect, test } from '@jest/globals';
import { cellsOf, textOfFile } from './read-file.ts';
import { readRows } from './read-rows.ts';

const TODAY = '2026-11-22';
const read = (text: string) => readRows(cellsOf(text), TODAY);
const faults = (text: string) => read(text).map((row) => row.faults);

describe('what is wrong with a row is told', () => {
  const head = 'leerling;begeleiding;opleiding;buiten;door;datum\n';
  test.each([
    ['Sara de Vries;ja;ja;ja;;', 'full_name'],
    [';ja;;;;', 'no_label'],
    ['een heel lange schuilnaam;ja;;;;', 'long_label'],
    ['SV;misschien;;;;', 'unknown_answer'],
    ['SV;ja;;;buurman;', 'unknown_by'],
    ['SV;ja;;;ouder;31-02-2026', 'no_date'],
    ['SV;ja;;;ouder;23-11-2026', 'future'],
  ])('%s', (row, fault) => expect(faults(head + row)).toEqual([[fault]]));

  test('the second of two with one label, whatever its capitals', () => {
    expect(faults(`${head}SV;ja\nsv;nee`)).toEqual([[], ['twice']]);
  });
});

describe('a file is read as it comes', () => {
  const whole = [
    {
      line: 2,
      label: 'SV',
      answers: { inside: 'given', outside: 'refused' },
      answeredBy: 'parent',
      answeredOn: null,
      faults: [],
    },
    {
      line: 3,
      label: 'stoel 4',
      answers: { institute: 'given' },
      answeredBy: 'pupil',
      answeredOn: '2026-09-01',
      faults: [],
    },
  ];
  const table = [
    ['Leerling', 'Begeleiding', 'Opleiding', 'Buiten', 'Door', 'Datum'],
    ['SV', 'ja', '', 'nee', '', ''],
    ['stoel 4', '', 'Ja', '', 'leerling', '1-9-2026'],
  ];
  test.each([[';'], [','], ['\t']])('with “%s” between the cells', (separator) => {
    expect(read(table.map((row) => row.join(separator)).join('\r\n'))).toEqual(whole);
  });

  test('with a mark at its beginning, quotes and an empty last line', () => {
    const quoted = table.map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n');
    expect(read(`\uFEFF${quoted}\r\n`)).toEqual(whole);
  });

  test('a separator and a quote inside quotes belong to the cell', () => {
    expect(read('label;inside\n"S;V ""x""";ja')[0]?.label).toBe('S;V "x"');
  });

  test('a line break inside quotes belongs to the cell, and a quote that is none stays', () => {
    expect(cellsOf('a;"b\nc"\r\n"S" V;d\n')).toEqual([['a', 'b\nc'], ['"S" V', 'd'], ['']]);
  });

  test('one column has no separator', () => {
    expect(cellsOf('SV\nAB')).toEqual([['SV'], ['AB']]);
  });

  test('in another order, in English', () => {
    expect(read('Outside,Initials\nno,SV')).toMatchObject([
      { label: 'SV', answers: { outside: 'refused' }, faults: [] },
    ]);
  });

  test('without names of columns', () => {
    expect(read('SV;ja;nee;;ouder;2026-09-01\nAB')).toMatchObject([
      { label: 'SV', answers: { inside: 'given', institute: 'refused' }, answeredOn: '2026-09-01' },
      { label: 'AB', answers: {} },
    ]);
  });

  test('in UTF-8 and as older spreadsheets wrote it', () => {
    expect(textOfFile(new TextEncoder().encode('Ö.').buffer)).toBe('Ö.');
    expect(textOfFile(Uint8Array.from([0xd6, 0x2e]).buffer)).toBe('Ö.');
  });
});
