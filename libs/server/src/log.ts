import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** What people wrote and what opens doors stays out of the log, wherever it turns up in a logged object. */
const hidden = ['password', 'newPassword', 'token', 'secret', 'cookie', 'authorization', 'text', 'totp', 'dataKey'];
const paths = hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*["set-${name}"]`]);

/** What a reader needs of an error; drivers hang whole connections on theirs. */
function briefly(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined || depth > 3 ? {} : { cause: briefly(error.cause, depth + 1) };
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}

/**
 * One JSON object a line. Make a child with what a line is about:
 * `log.child({ requestId })`, `log.child({ recordingId })`.
 */
export function createLog(service: 'api' | 'worker' | 'tool', level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { service },
    redact: { paths, censor: '[hidden]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => briefly(error) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
