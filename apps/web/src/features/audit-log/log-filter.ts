import type { AuditKind } from '@lesblik/shared/audit-log';

/** As somebody chose it; empty is everything. */
export interface Wanted {
  words: string;
  personId: string;
  kind: AuditKind | '';
  /** Days on the reader's calendar, both included. */
  from: string;
  to: string;
}

export const everything: Wanted = { words: '', personId: '', kind: '', from: '', to: '' };

/** The first instant of a day here, or of one so many days later. */
function startOf(day: string, later = 0): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** As the API is asked for it. */
export const filterOf = ({ words, personId, kind, from, to }: Wanted) => ({
  words: words.trim() || undefined,
  personId: personId || undefined,
  kind: kind || undefined,
  from: from === '' ? undefined : startOf(from),
  before: to === '' ? undefined : startOf(to, 1),
});
