import type { ExportedComment } from '@lesblik/shared/exported-lessons';

/** How long a comment at a point is shown. */
const SHOWN_MS = 5_000;

export interface VttWords {
  title: string;
  kinds: Record<ExportedComment['kind'], string>;
  private: string;
  reply: string;
}

const two = (value: number) => String(value).padStart(2, '0');

/** `01:02:03.004`, with as many hours as it takes. */
function timestamp(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}.${String(ms % 1000).padStart(3, '0')}`;
}

/** Text of a cue: what means something is escaped, and no empty line ends it before its end. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r\n?|\n/g, '\n')
    .replaceAll(/\n[\s\ufeff]*\n/g, '\n')
    .replaceAll('\0', '\ufffd')
    .trim();

const oneLine = (text: string): string => escaped(text).replaceAll(/\s+/g, ' ');

/**
 * The comments of one lesson as subtitles (WebVTT, W3C), a cue each, by its moment; a point is shown for some seconds.
 * @param durationMs of the film, where it is known: no cue goes past it
 */
export function webVtt(comments: readonly ExportedComment[], durationMs: number | null, words: VttWords): string {
  const cues = comments
    .toSorted((a, b) => a.moment.startMs - b.moment.startMs)
    .map(({ id, moment: { startMs, endMs }, author, kind, parentId, text, private: isPrivate }) => {
      const last = Math.max(durationMs ?? Infinity, startMs + 1);
      const end = Math.min(endMs ?? startMs + SHOWN_MS, last);
      const about = [parentId === null ? words.kinds[kind] : words.reply, ...(isPrivate ? [words.private] : [])];
      return [
        id,
        `${timestamp(startMs)} --> ${timestamp(end)}`,
        `<v ${oneLine(author.name) || '?'}>${about.map(oneLine).join(', ')}: ${escaped(text)}`,
      ].join('\n');
    });
  return `${[`WEBVTT ${oneLine(words.title)}`.trimEnd(), ...cues].join('\n\n')}\n`;
}
