import { createStore, del, entries, set } from 'idb-keyval';

/** What this device remembers of a film on its way, to go on with it after a reload or a dead battery. */
export interface KeptUpload {
  recordingId: string;
  title: string;
  fileName: string;
  bytes: number;
  lastModified: number;
  /** Set once the server gave the upload an address. */
  url?: string;
  /** Only some browsers can keep a way back to the file itself. */
  handle?: FileSystemFileHandle;
  /** How far it was; the server knows better, this is for the page until it was asked. */
  sentBytes?: number;
  sha256?: string;
  digestSent?: boolean;
  paused?: boolean;
}

const store = createStore('lesblik-uploads', 'kept');

export const keep = (upload: KeptUpload): Promise<void> => set(upload.recordingId, upload, store);
export const forget = (recordingId: string): Promise<void> => del(recordingId, store);

export async function keptUploads(): Promise<KeptUpload[]> {
  const all = await entries<string, KeptUpload>(store);
  return all.map(([, upload]) => upload);
}
