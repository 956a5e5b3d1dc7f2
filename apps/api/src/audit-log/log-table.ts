import { type Cell, csvBegin, csvRows } from '@lesblik/server/csv';
import type { AuditEntry } from '@lesblik/shared/audit-log';
import type { Language } from '@lesblik/shared/common';
import { logSentence } from '@lesblik/shared/log-sentence';
import { logWords } from '@lesblik/shared/log-words';
import { timecode } from '@lesblik/shared/timecode';
import { wallTimeAt } from '@lesblik/shared/zoned-time';

interface Reader {
  myId: string;
  language: Language;
  timeZone: string;
}

/** As a spreadsheet reads it; times are those of the reader's clock. */
export async function* logTable(pages: AsyncIterable<AuditEntry[]>, reader: Reader): AsyncGenerator<string> {
  const separator = reader.language === 'nl' ? ';' : ',';
  yield csvBegin(logWords[reader.language].heads, separator);
  for await (const entries of pages) {
    yield csvRows(
      entries.map((entry) => rowOf(entry, reader)),
      separator,
    );
  }
}

function rowOf(entry: AuditEntry, { myId, language, timeZone }: Reader): Cell[] {
  const words = logWords[language];
  const clock = (instant: string) => wallTimeAt(new Date(instant), timeZone).replace('T', ' ');
  const dayOf = (instant: string) => clock(instant).slice(0, 10);
  const part = (ms: number | null) => (ms === null ? null : timecode(ms));
  return [
    ...[
      clock(entry.at),
      entry.recording.title || words.deletedLesson,
      words.kinds[entry.kind],
      logSentence(entry, myId, language, dayOf),
    ],
    ...[entry.actor?.name ?? null, entry.subject?.name ?? null, part(entry.startMs), part(entry.endMs)],
    ...[entry.until === null ? null : dayOf(entry.until), words.devices[entry.device ?? ''] ?? null],
  ];
}
