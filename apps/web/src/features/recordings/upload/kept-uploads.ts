import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** What this device remembers of a film on its way, to go on with it after a reload or a dead battery. */
export interface KeptUpload {
  /** Whose it is: nobody else who signs in on this device sees it or acts on it. */
  personId: string;
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

interface Schema extends DBSchema {
  kept: { key: string; value: KeptUpload };
}

let opening: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>('lesblik-uploads', 1, {
    upgrade: (db) => void db.createObjectStore('kept', { keyPath: 'recordingId' }),
  });
  return opening;
}

export async function keep(upload: KeptUpload): Promise<void> {
  await (await database()).put('kept', upload);
}

export async function forget(recordingId: string): Promise<void> {
  await (await database()).delete('kept', recordingId);
}

/** Of this person; what an older version kept without saying whose it is, is nobody's. */
export async function keptUploads(personId: string): Promise<KeptUpload[]> {
  const all = await (await database()).getAll('kept');
  return all.filter((kept) => kept.personId === personId);
}
