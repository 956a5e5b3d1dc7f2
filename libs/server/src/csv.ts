/** What stands in a cell: words of people, numbers of ours, or nothing. */
export type Cell = string | number | boolean | null;

/** A spreadsheet takes what begins so for a formula, and runs it. */
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;
const BOM = '\ufeff';

/**
 * RFC 4180, UTF-8 with its mark, every cell quoted. Words that a spreadsheet would run get an apostrophe before them
 * (OWASP, CSV injection); numbers are ours and stay numbers.
 * @param separator `;` where a comma is the decimal sign, as spreadsheets there expect it
 */
export function csv(heads: readonly string[], rows: Iterable<readonly Cell[]>, separator: ';' | ','): string {
  return csvBegin(heads, separator) + csvRows(rows, separator);
}

/** For a table that is written piece by piece: the first, then its rows. */
export const csvBegin = (heads: readonly string[], separator: ';' | ','): string => BOM + csvRows([heads], separator);

export function csvRows(rows: Iterable<readonly Cell[]>, separator: ';' | ','): string {
  let text = '';
  for (const cells of rows) text += `${cells.map(cell).join(separator)}\r\n`;
  return text;
}

function cell(value: Cell): string {
  if (value === null) return '""';
  const words = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return `"${words.replaceAll('"', '""')}"`;
}
