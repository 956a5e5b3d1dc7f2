import { cleanName } from '@lesblik/server/file-name';

/** Names that Windows keeps for devices, with any ending. */
const DEVICES = /^(con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Tags, and what is no character. */
const ODD = /[\u{e0000}-\u{e0fff}\u{fdd0}-\u{fdef}]|\p{Cn}|\p{Co}/gu;
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const utf8 = new TextEncoder();

/**
 * One part of a path that every system takes: no separators, nothing hidden, no reserved name, no dot or space at either
 * end, and at most so many bytes of UTF-8, cut between what people see as letters.
 */
export function safeName(text: string, { otherwise, bytes }: { otherwise: string; bytes: number }): string {
  const cleaned = cleanName(text.toWellFormed().replaceAll(ODD, ''));
  let name = '';
  let left = bytes;
  for (const { segment } of letters.segment(cleaned)) {
    left -= utf8.encode(segment).length;
    if (left < 0) break;
    name += segment;
  }
  name = name.replaceAll(/^[. ]+|[. ]+$/g, '');
  if (name === '') return otherwise;
  return DEVICES.test(name) ? `_${name}` : name;
}

/** `.mp4` of `Les 1.MP4`; nothing where the ending is no plain one. */
export const extensionOf = (fileName: string): string => /\.[a-z0-9]{1,8}$/i.exec(fileName)?.[0].toLowerCase() ?? '';

/** Names within one folder, none twice, also where a system does not tell small letters from capitals. */
export class NamesInFolder {
  readonly #taken = new Set<string>();

  take(name: string): string {
    for (let n = 1; ; n += 1) {
      const one = n === 1 ? name : `${name} (${n})`;
      const key = one.normalize('NFKC').toLocaleLowerCase('en').toLocaleUpperCase('en');
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return one;
    }
  }
}
