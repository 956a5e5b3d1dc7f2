/** More is never legible at a face; what is drawn is measured and cut to the tile besides. */
const MOST_LETTERS = 60;
/** Marks upon one letter, as many as any language writes. */
const MOST_MARKS = 3;

const letters = new Intl.Segmenter('nl', { granularity: 'grapheme' });

/**
 * What of a name is drawn, letter by letter: one line, without the signs that turn the direction of what follows, and without
 * emoji, for which the film's typeface has no shape. Empty where nothing is left.
 */
export function drawnName(name: string): string[] {
  const plain = name
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(
      /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Cf}\p{Variation_Selector}\u20e3\ufffd]/gu,
      '',
    )
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .replaceAll(new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu'), '$1')
    .trim();
  return shortened(
    Array.from(letters.segment(plain), ({ segment }) => segment),
    MOST_LETTERS,
  );
}

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;

/** ffmpeg draws with one typeface, and DejaVu has no Chinese, Japanese or Korean. Where Noto is not installed these stay boxes. */
export const typefaceOf = (name: readonly string[]): string =>
  EAST_ASIAN.test(name.join('')) ? 'Noto Sans CJK SC' : 'DejaVu Sans';

/** With a sign that something is left out, where something is. */
export function shortened(name: readonly string[], most: number): string[] {
  if (name.length <= most) return [...name];
  const kept = name.slice(0, Math.max(1, most - 1));
  if (kept.at(-1) === ' ') kept.pop();
  return [...kept, '…'];
}
