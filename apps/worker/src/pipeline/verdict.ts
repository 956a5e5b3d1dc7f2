import { Problem, type ProblemCode } from '@lesblik/shared/problems';
import { FilmRefused } from '../ffmpeg/refusal.ts';
import { FfmpegFailed } from '../ffmpeg/run.ts';

/** What an error means for the recording. */
export type Verdict =
  /** The film is at fault: nothing but another film helps. */
  | { kind: 'refused'; code: ProblemCode }
  /** It cannot be converted; its owner may have it tried once more. */
  | { kind: 'failed'; code: ProblemCode }
  /** Not the film's fault, and likely to pass: the job waits. */
  | { kind: 'waits'; code: ProblemCode; afterMs: number }
  /** Tried again as often as the job says. */
  | { kind: 'tried_again' };

const FULL_MS = 5_000;
const UNAVAILABLE_MS = 3_000;

const lost: readonly ProblemCode[] = ['object_missing', 'object_damaged', 'key_missing', 'master_key_wrong'];

export function verdictOn(error: unknown, lastAttempt: boolean): Verdict {
  if (error instanceof FilmRefused) return { kind: 'refused', code: error.code };
  if (isFull(error)) return { kind: 'waits', code: 'storage_full', afterMs: FULL_MS };
  if (error instanceof Problem) {
    if (error.code === 'film_hash_differs') return { kind: 'refused', code: error.code };
    if (error.code === 'storage_unavailable') return { kind: 'waits', code: error.code, afterMs: UNAVAILABLE_MS };
    if (lost.includes(error.code)) return { kind: 'failed', code: error.code };
  }
  return lastAttempt ? { kind: 'failed', code: 'transcode_failed' } : { kind: 'tried_again' };
}

/** No room: in the storage, in the scratch folder, or where ffmpeg wrote. */
function isFull(error: unknown): boolean {
  if (error instanceof Problem) return error.code === 'storage_full';
  if (error instanceof FfmpegFailed) return /No space left on device|Disk quota exceeded/.test(error.message);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
