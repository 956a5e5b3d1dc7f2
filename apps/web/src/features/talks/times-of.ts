/** The rows of `TimesFields` in which something stands, as the clock shows them; what is half filled in stays wrong. */
export function timesOf(fields: FormData): string[] {
  const found: string[] = [];
  for (const [name, day] of fields) {
    const row = /^day-(\d+)$/.exec(name)?.[1];
    if (row === undefined) continue;
    const time = fields.get(`time-${row}`);
    if (day !== '' || time !== '') found.push(`${String(day)}T${String(time)}`);
  }
  return found;
}
