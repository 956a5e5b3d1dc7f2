/**
 * The time of day that somebody typed, as `15:30`: `15:30`, `15.30`, `1530`, `9:05`, or whole hours as `9`. Undefined when
 * there is no such time.
 */
export function readTypedHour(text: string): string | undefined {
  const found = /^(\d{1,2})(?: *[:.h] *(\d{2}))?$/.exec(text.trim()) ?? /^(\d{1,2})(\d{2})$/.exec(text.trim());
  if (!found) return undefined;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)];
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
