import { z } from 'zod';

/** Six digits as an authenticator app shows them, with or without the space in the middle. */
export const Code = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));
