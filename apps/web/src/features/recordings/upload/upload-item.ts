import type { Recording } from '@lesblik/shared/recordings';

/**
 * `waiting`: for its turn. `sending`. `away`: the line or the server is gone; it goes on by itself.
 * `paused`: by the person. `needs_file`: after a reload the browser no longer has the film. `failed`: refused.
 */
export type UploadState = 'waiting' | 'sending' | 'away' | 'paused' | 'needs_file' | 'failed' | 'done';

/** One film on its way, as the page shows it; its recording already exists on the server. */
export interface UploadItem {
  recordingId: string;
  title: string;
  fileName: string;
  bytes: number;
  lastModified: number;
  state: UploadState;
  sentBytes: number;
  bytesPerSecond: number | undefined;
  /** A problem's code, or `offline`; set while `failed` or `away`. */
  problem: string | undefined;
}

export const secondsLeft = (item: UploadItem): number | undefined =>
  item.bytesPerSecond ? Math.ceil((item.bytes - item.sentBytes) / item.bytesPerSecond) : undefined;

/** The one whose turn it is: films go one after another, so that the first is there soonest. */
export function nextToSend(items: readonly UploadItem[]): UploadItem | undefined {
  if (items.some(({ state }) => state === 'sending' || state === 'away')) return undefined;
  return items.find(({ state }) => state === 'waiting');
}

/** Leaving the page would stop these. */
export const isUnfinished = ({ state }: UploadItem): boolean =>
  state === 'waiting' || state === 'sending' || state === 'away';

/** What becomes of it now is told by the lesson's own card; of a film that was refused its row tells. */
export const hasArrived = ({ state }: UploadItem, recording: Pick<Recording, 'state'> | undefined): boolean =>
  state === 'done' && recording !== undefined && !['created', 'uploading', 'failed'].includes(recording.state);

/** Over all films together, 0 to 1. */
export function overallProgress(items: readonly UploadItem[]): number {
  const total = items.reduce((sum, { bytes }) => sum + bytes, 0);
  return total === 0 ? 0 : items.reduce((sum, { sentBytes }) => sum + sentBytes, 0) / total;
}

/** Is this the film that was being sent? A phone may give it another name, never another size. */
export const isSameFile = (item: Pick<UploadItem, 'bytes' | 'fileName' | 'lastModified'>, file: File): boolean =>
  file.size === item.bytes && (file.name === item.fileName || file.lastModified === item.lastModified);
