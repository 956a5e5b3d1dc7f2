/** Whole milliseconds as `m:ss` or `h:mm:ss`; hours show as soon as the recording has them, so that columns line up. */
export function formatTime(ms: number, durationMs = ms): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (durationMs < 3_600_000 && ms < 3_600_000) return `${two(minutes)}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** With thousandths: for the exact-time field and for people who step through frames. */
export function formatExact(ms: number, durationMs = ms): string {
  return `${formatTime(ms, durationMs)}.${String(Math.max(0, ms) % 1000).padStart(3, '0')}`;
}

const CLOCK = /^(?:(\d{1,2}):)?(\d{1,4}):(\d{1,2})(?:[.,](\d{1,3}))?$/;
const SECONDS = /^(\d{1,6})(?:[.,](\d{1,3}))?$/;
const FRAMES = /^(?:f\s*(\d{1,8})|(\d{1,8})\s*f)$/i;

const thousandths = (digits: string | undefined): number => (digits ? Number(digits.padEnd(3, '0')) : 0);

/**
 * What a person types as a time: `12:31`, `12:31.250`, `1:02:03`, `95` (seconds) or `f1200` (a frame's number from 0).
 * Undefined where it is none of these, so that the field can say so.
 */
export function parseTime(text: string, frameRate: number | null): number | undefined {
  const typed = text.trim();
  const frames = FRAMES.exec(typed);
  if (frames) {
    if (!frameRate) return undefined;
    return Math.ceil((Number(frames[1] ?? frames[2]) * 1000) / frameRate);
  }
  const clock = CLOCK.exec(typed);
  if (clock) {
    const [, hours, minutes, seconds, rest] = clock;
    if (Number(seconds) > 59 || (hours !== undefined && Number(minutes) > 59)) return undefined;
    return (Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + thousandths(rest);
  }
  const plain = SECONDS.exec(typed);
  return plain ? Number(plain[1]) * 1000 + thousandths(plain[2]) : undefined;
}
