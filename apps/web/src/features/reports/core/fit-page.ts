/** What fits one A4 beside its headings, at the size in which it is printed. */
const PAGE_CHARACTERS = 2_000;
/** A line that is begun is a line: so many characters go lost with each. */
const LINE_CHARACTERS = 45;

const lengthOf = (text: string): number => text.length + LINE_CHARACTERS * text.split('\n').length;

/** Its beginning up to the last sentence, or else the last word, that fits. */
function beginning(text: string, room: number): string {
  const lines = text.slice(0, Math.max(0, room)).split('\n');
  while (lines.length > 1 && lengthOf(lines.join('\n')) > room) lines.pop();
  const cut = lines.join('\n');
  const sentence = Math.max(
    cut.lastIndexOf('. '),
    cut.lastIndexOf('! '),
    cut.lastIndexOf('? '),
    cut.lastIndexOf('.\n'),
  );
  if (sentence > cut.length / 3) return `${cut.slice(0, sentence + 1)} …`;
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 0)).trimEnd()} …`.trim();
}

/**
 * Texts made to fit one page together: short ones whole, long ones as far as the room that is left, shared equally.
 * @returns each text, shortened where it had to be, in the same order
 */
export function fitPage(texts: readonly string[], room = PAGE_CHARACTERS): string[] {
  const fitted = new Map<number, string>();
  const order = texts.map((text, index) => ({ text, index })).toSorted((a, b) => lengthOf(a.text) - lengthOf(b.text));
  let left = room;
  for (const [done, { text, index }] of order.entries()) {
    const share = left / (order.length - done);
    const short = lengthOf(text) <= share ? text : beginning(text, share);
    fitted.set(index, short);
    left -= lengthOf(short);
  }
  return texts.map((_, index) => fitted.get(index) ?? '');
}
