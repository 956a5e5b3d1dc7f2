import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { films } from '../support/films.ts';
import { type Figure, type Row, seconds } from '../support/row.ts';
import { School } from '../support/school.ts';
import { until } from '../../support/until.ts';

const OBJECTS = 2_000;
/** About a segment of 480p. */
const OBJECT_BYTES = 400_000;
const PATIENCE_MS = 300_000;

/** Adds to what the film itself has, until its recording has so many: a long film's segments, without waiting for them. */
async function fillUp(school: School, recordingId: string): Promise<void> {
  const { folder } = school.product;
  const keys = await KeyStore.open({ dir: join(folder, 'keys') });
  const storage = new EncryptedStorage(createObjectStore({ kind: 'directory', path: join(folder, 'objects') }), keys);
  let there = 0;
  for await (const _ of storage.list(recordingId)) there += 1;
  const bytes = randomBytes(OBJECT_BYTES);
  for (let n = there; n < OBJECTS; n += 1) await storage.write({ recordingId, name: `hls/480/${n}.m4s` }, bytes);
  storage.close();
}

export const certificate: Row = {
  name: 'certificate',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    try {
      const { recordingId, lastByte } = await school.film(await films.short());
      await school.reached(recordingId, 'ready', lastByte, 120_000);
      await fillUp(school, recordingId);
      const since = performance.now();
      await school.send('DELETE', `/recordings/${recordingId}`);
      const path = `/deletions/${recordingId}`;
      const deletion = () => school.send<{ certifiedAt: string | null; objects: number | null }>('GET', path);
      await until(async () => (await deletion()).certifiedAt !== null, PATIENCE_MS, 'a certificate', 200);
      const ms = performance.now() - since;
      const objects = (await deletion()).objects ?? 0;
      const gigabytes = ((objects * OBJECT_BYTES) / 1e9).toFixed(1);
      return [
        {
          what: `certificate for a recording of ${objects} objects (${gigabytes} GB), after the order`,
          against: '–',
          measured: `${seconds(ms)}, of which 10 s are waited for whoever still had the key`,
          reach: '≤ 60 s',
          reached: ms <= 60_000 && objects >= OBJECTS,
          numbers: { ms, objects },
        },
      ];
    } finally {
      await school.close();
    }
  },
};
