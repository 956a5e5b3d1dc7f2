import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Cell, csv } from './csv.ts';

/** A reader after RFC 4180, apart from the writer. */
function read(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let at = 1;
  for (let row: string[] = []; at < text.length;) {
    expect(text[at]).toBe('"');
    let cell = '';
    for (at += 1; !(text[at] === '"' && text[at + 1] !== '"'); at += 1) {
      if (text[at] === '"') at += 1;
      cell += text[at];
    }
    row.push(cell);
    at += 1;
    if (text[at] === separator) at += 1;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

const one = (cell: Cell) => read(csv(['x'], [[cell]], ';'), ';')[1]?.[0];

describe('a table for a spreadsheet', () => {
  test.each(['=1+1', '+31 6', '-2 punten', '@SUM(A1)', '\t=1', ' =1+1', '\n=1', '\u00a0=1', '＝1', '－1', '\r+1'])(
    'words that it would run, %j, are kept from that',
    (words) => {
      expect(one(words)).toBe(`'${words}`);
    },
  );

  test('numbers stay numbers, and nothing stays nothing', () => {
    expect([one(-2), one(0), one(null), one('3 - 2 = 1')]).toEqual(['-2', '0', '', '3 - 2 = 1']);
  });

  test('it begins with the mark by which spreadsheets know UTF-8', () => {
    expect(csv(['één'], [], ',')).toBe('\ufeff"één"\r\n');
  });

  test('whatever people write comes back, cell by cell, and none of it begins like a formula', () => {
    // What means something to a spreadsheet comes often.
    const unit = fc.oneof(
      fc.constantFrom('=', '+', '-', '@', '"', ';', ',', '\r\n', '\t', ' ', "'"),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const cells = fc.array(fc.array(fc.string({ unit, maxLength: 30 }), { minLength: 2, maxLength: 2 }));
    fc.assert(
      fc.property(cells, fc.constantFrom(';' as const, ',' as const), (rows, separator) => {
        const [, ...got] = read(csv(['a', 'b'], rows, separator), separator);
        expect(got.map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(
          rows.map((row) => row.map((cell) => (cell.startsWith("'") ? cell.slice(1) : cell))),
        );
        for (const cell of got.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });
});
