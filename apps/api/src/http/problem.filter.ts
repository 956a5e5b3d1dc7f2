import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { isDatabaseAway } from '@lesblik/server/database/away';
import type { Log } from '@lesblik/server/log';
import { Problem, type ProblemCode } from '@lesblik/shared/problems';
import type { Request, Response } from 'express';
import { LOG } from '../base/tokens.ts';

const byStatus: Record<number, ProblemCode> = {
  400: 'malformed_json',
  401: 'not_signed_in',
  403: 'not_allowed',
  404: 'not_found',
  413: 'body_too_large',
  // Another encoding or character set than any that is read.
  415: 'malformed_json',
  // A range that a file of the pages does not have.
  416: 'invalid_input',
  429: 'too_many_requests',
  503: 'unavailable',
};

/** What express and Nest throw themselves (no such route, JSON that is none, a body too large) in our words. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return new Problem('unavailable', undefined, { cause: error });
  const status = error instanceof HttpException ? error.getStatus() : Number((error as { status?: unknown })?.status);
  const code = byStatus[status];
  return code === undefined
    ? new Problem('internal', undefined, { cause: error })
    : new Problem(code, undefined, { cause: error });
}

/** The route and the ids in its address; what opens something by itself, a token, is not for the log. */
function placeOf({ route, params }: Request): { route: string | undefined; ids: object } {
  const { token: _, path: __, ...ids } = params;
  return { route: (route as { path?: string } | undefined)?.path, ids };
}

/** Every refusal leaves as `application/problem+json`; the cause only goes to the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = toProblem(error);
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const line = { code: problem.code, method: request.method, ...placeOf(request), err: problem };
    // A piece that is being made is asked for again: nothing went wrong.
    if (problem.status >= 500 && problem.code !== 'segment_in_work') this.log.error(line, 'request failed');
    else if (problem.cause !== undefined) this.log.info(line, 'request refused');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.code === 'segment_in_work' || problem.code === 'unavailable') response.setHeader('Retry-After', '1');
    const seconds = problem.details?.['seconds'];
    if (problem.code === 'too_many_requests' && typeof seconds === 'number')
      response.setHeader('Retry-After', String(seconds));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem.toBody()));
  }
}
