const two = (value: number): string => String(value).padStart(2, '0');

/** What stands in a date field: `27-11-2026`, in English `27/11/2026`. Empty for no day. */
export function typedDay(day: string, language: string): string {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return '';
  return [date, month, year].join(language === 'en' ? '/' : '-');
}

const SHAPES = [
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<date>\d{1,2})$/,
  /^(?<date>\d{1,2}) *[-/., ] *(?<month>\d{1,2})(?: *[-/., ] *(?<year>\d{4}|\d{2}))?$/,
  // Some phones' figures come without anything to put between them.
  /^(?<date>\d\d)(?<month>\d\d)(?<year>\d{4}|\d{2})$/,
];

/**
 * The calendar day that somebody typed: day, month, year; a year of two digits is of this century, without a year it is
 * this one. Undefined when there is no such day.
 */
export function readTypedDay(text: string, now: Date = new Date()): string | undefined {
  const found = SHAPES.map((shape) => shape.exec(text.trim())?.groups).find((groups) => groups !== undefined);
  if (!found) return undefined;
  const year = found['year'] === undefined ? now.getFullYear() : Number(found['year']);
  const full = year < 100 ? 2000 + year : year;
  const month = Number(found['month']);
  const date = Number(found['date']);
  const day = new Date(Date.UTC(full, month - 1, date));
  if (day.getUTCMonth() !== month - 1 || day.getUTCDate() !== date) return undefined;
  return `${String(full).padStart(4, '0')}-${two(month)}-${two(date)}`;
}
