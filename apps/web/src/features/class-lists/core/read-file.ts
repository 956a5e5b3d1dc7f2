import Papa from 'papaparse';

/** A file as a spreadsheet wrote it: UTF-8, with its mark or without, or the older Windows-1252. */
export function textOfFile(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The cells of comma-separated text: `;`, `,` or tab between them, quoted or not. */
export const cellsOf = (text: string): string[][] =>
  Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimitersToGuess: [';', ',', '\t'] }).data;
