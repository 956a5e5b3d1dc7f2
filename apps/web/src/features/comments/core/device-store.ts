import type { CommentKind, NewComment } from '@lesblik/shared/comments';
import type { ProblemCode } from '@lesblik/shared/problems';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** What somebody is writing; `slot` is `new`, `reply:<id>` or `edit:<id>`. */
export interface Draft {
  personId: string;
  recordingId: string;
  slot: string;
  /** Given when the draft is begun, kept until it is saved on the server: the reason why it is saved once. */
  clientKey: string;
  parentId: string | null;
  kind: CommentKind;
  moment: { startMs: number; endMs: number | null };
  text: string;
  goalIds: string[];
  mentionIds: string[];
  private: boolean;
  updatedAt: number;
}

export interface Waiting {
  /** In the order of writing. */
  sequence?: number;
  personId: string;
  recordingId: string;
  comment: NewComment;
  /** Refused by the server with this code; stays until its author changes or drops it. */
  refused: ProblemCode | null;
}

interface Schema extends DBSchema {
  drafts: { key: [string, string, string]; value: Draft };
  outbox: { key: number; value: Waiting; indexes: { byRecording: [string, string] } };
}

export type DeviceStore = IDBPDatabase<Schema>;

/** Drafts and comments under way, kept on the device through reload, sleep and lost network. */
export function openDeviceStore(name = 'lesblik-comments'): Promise<DeviceStore> {
  return openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('drafts', { keyPath: ['personId', 'recordingId', 'slot'] });
      db.createObjectStore('outbox', { keyPath: 'sequence', autoIncrement: true }).createIndex('byRecording', [
        'personId',
        'recordingId',
      ]);
    },
  });
}

/** Draft to outbox in one transaction: a reload finds it in exactly one of the two. */
export async function moveToOutbox(db: DeviceStore, draft: Draft): Promise<void> {
  const { personId, recordingId, slot, clientKey, parentId, kind, moment, text, goalIds, mentionIds } = draft;
  const tx = db.transaction(['drafts', 'outbox'], 'readwrite');
  await Promise.all([
    tx.objectStore('outbox').add({
      personId,
      recordingId,
      comment: { clientKey, parentId, kind, moment, text, goalIds, mentionIds, private: draft.private },
      refused: null,
    }),
    tx.objectStore('drafts').delete([personId, recordingId, slot]),
    tx.done,
  ]);
}
