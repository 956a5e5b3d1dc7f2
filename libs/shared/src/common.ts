import { z } from 'zod';

export const Id = z.uuid();

/** A calendar day, `2026-11-27`, without a time zone. */
export const Day = z.iso.date();

/** An instant, ISO 8601 in UTC. */
export const Instant = z.iso.datetime({ offset: true });

/** Whole milliseconds from the recording's first frame. */
export const Milliseconds = z
  .int()
  .min(0)
  .max(24 * 60 * 60 * 1000);

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** Overrides and isolates that can make a text read other than it is stored (Unicode TR 36, 39). */
const BIDI_CONTROL = /[\u202a-\u202e\u2066-\u2069]/g;

/** Characters that people read, and the line feed as the only end of a line. */
export const plainText = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').normalize('NFC').replace(CONTROL, '').replace(BIDI_CONTROL, '');

/** The same for a whole text, without the empty rest around it. */
export const legible = (text: string): string => plainText(text).trim();

/** One line that people read: trimmed, NFC, no control or bidi override characters. */
export const Line = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((text) => legible(text).replace(/\s+/g, ' '))
    .pipe(z.string().min(1).max(max));

/** Several lines that people read, cleaned like a line; may be empty. */
export const Prose = (max: number) =>
  z
    .string()
    .max(max * 2)
    .transform(legible)
    .pipe(z.string().max(max));

export const PersonRef = z.object({ id: Id, name: z.string() }).meta({ id: 'PersonRef' });
export type PersonRef = z.infer<typeof PersonRef>;

export const PageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A list by cursor: `next` is null on the last page. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

export const Language = z.enum(['nl', 'en']);
export type Language = z.infer<typeof Language>;
