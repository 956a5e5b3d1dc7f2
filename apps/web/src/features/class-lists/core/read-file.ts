/** A file as a spreadsheet wrote it: UTF-8, with its mark or without, or the older Windows-1252. */
export function textOfFile(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What stands most often in the first line, outside quotes; a list of one column has none. */
function separatorOf(text: string): string {
  const [first = ''] = text.replace(/"[^"]*"/g, '').split(/\r?\n|\r/, 1);
  const count = (separator: string): number => first.split(separator).length;
  return [';', ',', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ';';
}

/** The cells of comma-separated text (RFC 4180): `;`, `,` or tab between them, quoted or not. */
export function cellsOf(given: string): string[][] {
  const text = given.replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const rows: string[][] = [[]];
  // A cell, quoted (a quote in it is doubled) or plain, and what ends it; the text's end ends the last.
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r?\\n|\\r|$)`, 'y');
  for (;;) {
    const at = cell.lastIndex;
    const [whole, quoted, plain = '', end] = cell.exec(text) ?? lenient(text, at, separator);
    cell.lastIndex = at + whole.length;
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '' || end === undefined) return rows;
    if (end !== separator) rows.push([]);
  }
}

/** Where quotes were not meant as such (`"S" V`), the cell is what stands there. */
function lenient(text: string, at: number, separator: string): [string, undefined, string, string | undefined] {
  const [whole = '', plain = '', end] =
    new RegExp(`^([^${separator}\\r\\n]*)(${separator}|\\r?\\n|\\r|$)`).exec(text.slice(at)) ?? [];
  return [whole, undefined, plain, end];
}
