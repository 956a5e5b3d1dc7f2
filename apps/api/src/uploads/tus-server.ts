import type { IncomingMessage } from 'node:http';
import { isProblemCode, Problem, type ProblemCode } from '@lesblik/shared/problems';
import { Server } from '@tus/server';
import type { CancellationContext, Upload } from '@tus/utils';
import { toProblem } from '../http/problem.filter.ts';
import { incomingBytes } from './incoming-bytes.ts';
import type { UploadStore } from './upload-store.ts';

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

type Options = ConstructorParameters<typeof Server>[0];
type StoreBytes = (body: unknown, upload: Upload, limit: number, context: CancellationContext) => Promise<number>;

/**
 * A tus server whose refusals are problems like everybody else's, and whose bytes go from the socket to the store: by
 * way of tus's own web streams, which copy every chunk, an upload costs about half as much again.
 */
export class TusServer extends Server {
  constructor({ onIncomingRequest, datastore, ...options }: Options & { datastore: UploadStore }) {
    super({
      ...options,
      datastore,
      onIncomingRequest: async (request, uploadId) => {
        await onIncomingRequest?.(request, uploadId);
        Object.defineProperty(request, 'body', { value: request.runtime?.node?.req });
      },
    });
    const writeToStore: StoreBytes = (body, upload, limit, { signal }) =>
      datastore.write(incomingBytes(body as IncomingMessage, limit, signal), upload.id, upload.offset);
    for (const handler of [this.handlers.PATCH, this.handlers.POST]) {
      Object.defineProperty(handler, 'writeToStore', { value: writeToStore });
    }
  }

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
