import { Problem } from '@lesblik/shared/problems';
import { errorCode } from '../error-code.ts';

interface S3Error {
  name?: string;
  $metadata?: { httpStatusCode?: number };
}

/** `EntityTooLarge` is how OpenStack Swift says that a quota is used up: nothing we send is too large by itself. */
const full = ['QuotaExceeded', 'InsufficientStorage', 'XMinioStorageFull', 'EntityTooLarge'];
const missing = ['NoSuchKey', 'NotFound', 'NoSuchUpload'];
const unreachable = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
];

export const s3Status = (error: unknown): number | undefined => (error as S3Error).$metadata?.httpStatusCode;

export const isMissing = (error: unknown): boolean =>
  missing.includes((error as S3Error).name ?? '') || s3Status(error) === 404;

export function s3Problem(error: unknown, key: string): unknown {
  if (error instanceof Problem) return error;
  const { name = '' } = error as S3Error;
  const status = s3Status(error) ?? 0;
  const cause = new Error(key, { cause: error });
  if (isMissing(error)) return new Problem('object_missing', undefined, { cause });
  if (full.includes(name) || status === 507) return new Problem('storage_full', undefined, { cause });
  if (status === 412) return new Problem('changed_meanwhile', undefined, { cause });
  const unanswered = (error as S3Error).$metadata !== undefined && status === 0;
  if (unanswered || status >= 500 || name === 'TimeoutError' || unreachable.includes(errorCode(error) ?? '')) {
    return new Problem('storage_unavailable', undefined, { cause });
  }
  return error;
}

export async function asS3Problem<T>(key: string, act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (error) {
    throw s3Problem(error, key);
  }
}

export async function unlessMissingInS3<T>(key: string, act: Promise<T>): Promise<T | undefined> {
  try {
    return await act;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw s3Problem(error, key);
  }
}
