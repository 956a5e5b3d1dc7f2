import { errorCode } from '../error-code.ts';

/** SQLSTATE of a server that starts, stops or has no line left, and the system's codes of one that is not there. */
const CODES: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET']);
/** As `pg` and its pool say it, which give no code. */
const WORDS =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;

/** Whether it failed because the database does not answer now: the same may well go well in a moment. */
export const isDatabaseAway = (error: unknown): boolean =>
  CODES.has(errorCode(error) ?? '') || (error instanceof Error && WORDS.test(error.message));
