import { isProblemCode, Problem, type ProblemCode } from '@lesblik/shared/problems';
import { Server } from '@tus/server';
import type { CancellationContext } from '@tus/utils';
import { toProblem } from '../http/problem.filter.ts';

const byStatus: Record<number, ProblemCode> = {
  404: 'upload_not_found',
  409: 'upload_offset_wrong',
  410: 'upload_expired',
  413: 'upload_too_many_bytes',
};

/** What tus throws, in our words; its own errors carry a status and a sentence. */
export function uploadProblem(error: unknown): Problem {
  const status = (error as { status_code?: unknown }).status_code;
  if (typeof status !== 'number') return toProblem(error);
  const code = byStatus[status] ?? (status < 500 ? 'invalid_input' : 'internal');
  return new Problem(code, undefined, { cause: error });
}

/** A tus server whose refusals are problems like everybody else's. */
export class TusServer extends Server {
  override write(context: CancellationContext, headers: Headers, status: number, body = '') {
    if (status < 400) return super.write(context, headers, status, body);
    headers.set('Content-Type', 'application/problem+json');
    return super.write(context, headers, status, isProblemBody(body) ? body : asProblem(status, body));
  }
}

/** A header that tus itself finds wrong or missing. */
function asProblem(status: number, sentence: string): string {
  const code = byStatus[status] ?? 'invalid_input';
  return JSON.stringify({ ...new Problem(code, { reason: sentence.trim() }).toBody(), status });
}

function isProblemBody(body: string): boolean {
  try {
    return isProblemCode((JSON.parse(body) as { code?: unknown } | null)?.code);
  } catch {
    return false;
  }
}
