import { isProblemCode, type ProblemCode } from '@lesblik/shared/problems';
import { DetailedError } from 'tus-js-client';

export interface UploadProblem {
  /** Undefined: no answer came at all. */
  code: ProblemCode | undefined;
  /** Worth going on by itself: the line, the server or its disk was away. */
  passing: boolean;
}

const PASSING: ReadonlySet<ProblemCode> = new Set([
  'internal',
  'storage_full',
  'storage_unavailable',
  'too_many_requests',
  'unavailable',
  'upload_locked',
  'upload_offset_wrong',
]);

function codeIn(body: string): ProblemCode | undefined {
  try {
    const { code } = JSON.parse(body) as { code?: unknown };
    return isProblemCode(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** What a broken-off tus request means. */
export function uploadProblem(error: Error): UploadProblem {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  if (!answer || answer.getStatus() === 0) return { code: undefined, passing: true };
  const code = codeIn(answer.getBody()) ?? (answer.getStatus() >= 500 ? 'unavailable' : 'internal');
  return { code, passing: PASSING.has(code) };
}
