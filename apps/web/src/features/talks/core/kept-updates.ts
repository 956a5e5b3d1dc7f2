import type { TalkText } from '@lesblik/shared/talk-events';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** Something written that the server has not acknowledged. */
export interface Kept {
  /** In the order of writing. */
  key: number;
  text: TalkText;
  bytes: Uint8Array;
}

/** Where what is written waits for the server, through reload, sleep and lost network. */
export interface KeptUpdates {
  all(): Promise<Kept[]>;
  add(text: TalkText, bytes: Uint8Array): Promise<number>;
  remove(keys: readonly number[]): Promise<void>;
}

interface Schema extends DBSchema {
  updates: {
    key: number;
    value: { key?: number; place: string; text: TalkText; bytes: Uint8Array };
    indexes: { byPlace: string };
  };
}

const open = (name: string): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('updates', { keyPath: 'key', autoIncrement: true }).createIndex('byPlace', 'place');
    },
  });

/** On the device: what this person wrote in this talk. */
export async function keptOnDevice(personId: string, talkId: string, name = 'lesblik-talks'): Promise<KeptUpdates> {
  const db = await open(name);
  const place = `${personId} ${talkId}`;
  return {
    all: async () =>
      (await db.getAllFromIndex('updates', 'byPlace', place)).map(({ key = 0, text, bytes }) => ({ key, text, bytes })),
    add: (text, bytes) => db.add('updates', { place, text, bytes }),
    async remove(keys) {
      const tx = db.transaction('updates', 'readwrite');
      await Promise.all([...keys.map((key) => tx.store.delete(key)), tx.done]);
    },
  };
}
