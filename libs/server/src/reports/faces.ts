import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sfntOf } from './sfnt.ts';

/** Atkinson Hyperlegible Next, as the web has it: Latin, and the letters of the other languages written in Latin. */
const require = createRequire(import.meta.url);
const files = {
  'latin-400':
    require.resolve('@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff'),
  'latin-700':
    require.resolve('@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff'),
  'latin-ext-400':
    require.resolve('@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-400-normal.woff'),
  'latin-ext-700':
    require.resolve('@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff'),
} as const;

type Face = keyof typeof files;
export type Weight = 400 | 700;
type Part = 'latin' | 'latin-ext';

const open = (face: Face): Buffer => sfntOf(readFileSync(files[face]));

let read: Record<Face, Buffer> | undefined;

/** Read once a process. */
export function faces(): Record<Face, Buffer> {
  read ??= {
    'latin-400': open('latin-400'),
    'latin-700': open('latin-700'),
    'latin-ext-400': open('latin-ext-400'),
    'latin-ext-700': open('latin-ext-700'),
  };
  return read;
}

const ranges = JSON.parse(
  readFileSync(require.resolve('@fontsource/atkinson-hyperlegible-next/unicode.json'), 'utf8'),
) as Record<Part, string>;

const spansOf = (part: Part): [number, number][] =>
  ranges[part].split(',').map((range) => {
    const [from = '', to = from] = range.replace('U+', '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  });
const spans = { latin: spansOf('latin'), 'latin-ext': spansOf('latin-ext') };
const has = (part: Part, point: number): boolean => spans[part].some(([from, to]) => point >= from && point <= to);

/** What word processors and people write that the face has no sign for. */
const INSTEAD: Readonly<Record<string, string>> = { '\uf0b7': '•', '\u25cf': '•', '→': '->', '≥': '>=', '≤': '<=' };
const EMOJI = / ?\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*|\ufe0f/gu;
/** Marks of rights are pictographs to Unicode and letters to a face. */
const LETTERS = new Set(['©', '®', '™']);

interface Run {
  part: Part;
  text: string;
}

/** Cuts a line into what each part of the face can write. Emoji are left out; what neither can write becomes a question mark. */
export function runsOf(line: string): Run[] {
  const plain = line.replace(EMOJI, (found) => (LETTERS.has(found.trim()) ? found : ''));
  const runs: Run[] = [];
  for (const found of plain) {
    for (const sign of INSTEAD[found] ?? found) {
      const point = sign.codePointAt(0) ?? 0;
      const last = runs.at(-1);
      // Kerning and line breaks are better where runs are long.
      if (last && has(last.part, point)) last.text += sign;
      else if (has('latin', point)) runs.push({ part: 'latin', text: sign });
      else if (has('latin-ext', point)) runs.push({ part: 'latin-ext', text: sign });
      else if (last?.part === 'latin') last.text += '?';
      else runs.push({ part: 'latin', text: '?' });
    }
  }
  return runs;
}
