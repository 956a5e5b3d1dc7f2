import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyCertificate } from '@lesblik/server/deletion/certificate';
import { openJournal, openSigningKeys } from '@lesblik/server/deletion/open-deletion';
import { LogChain } from '@lesblik/server/audit/chain';
import { LogHeads } from '@lesblik/server/audit/heads';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { SignedCertificate } from '@lesblik/shared/deletions';
import { mortalDeletion, restsOf, storedOf, storedRecording } from '../../support/deletions.ts';
import { faultPoints } from '../../support/fault-points.ts';
import { type MediaWorld, mediaWorld } from '../../support/media-world.ts';

let world: MediaWorld;

beforeAll(async () => {
  world = await mediaWorld();
});
afterAll(() => world.close());

const orderOf = (id: string) =>
  world.database.db.selectFrom('deletionOrder').selectAll().where('recordingId', '=', id).executeTakeFirstOrThrow();

/** As the API writes and links an entry. */
async function lastOfLog(recordingId: string): Promise<{ number: number; hash: string; at: string }> {
  const { db } = world.database;
  const { organisationId } = await world.recording(recordingId);
  await db.insertInto('auditEntry').values({ organisationId, recordingId, kind: 'deleted', actorId: null }).execute();
  await new LogChain(db, world.keys, new LogHeads(world.config.keys)).link();
  const last = db.selectFrom('auditLink').selectAll().orderBy('number', 'desc').limit(1);
  const { number, hash, linkedAt } = await last.executeTakeFirstOrThrow();
  return { number, hash: hash.toString('hex'), at: linkedAt.toISOString() };
}

describe('a worker that is killed while it deletes', () => {
  test.each(faultPoints)(
    'at “%s” leaves what another brings to its end, with a certificate that is true',
    async (point) => {
      const id = await storedRecording(world, 20);
      const stored = await storedOf(world, id);
      expect(stored).toHaveLength(21);
      expect(await restsOf(world, id)).toHaveLength(1);
      const place = await lastOfLog(id);
      await world.work.remove(id, { reason: 'owner', askedBy: null, comments: 'go' });

      const mortal = mortalDeletion(world, id, point);
      await mortal.says(`at ${point}`);
      await mortal.kill();
      // Before the end nothing says that it is the end.
      expect(await orderOf(id)).toMatchObject({ certifiedAt: null });

      const next = mortalDeletion(world, id);
      await next.says('done');
      await next.ended;
      expect(await storedOf(world, id)).toEqual([]);
      expect(await restsOf(world, id)).toEqual([]);
      const keys = await KeyStore.open(world.config.keys);
      await expect(keys.get(id)).rejects.toMatchObject({ code: 'key_missing' });
      const row = world.database.db.selectFrom('recording').select('id').where('id', '=', id);
      expect(await row.executeTakeFirst()).toBeUndefined();

      const signed = SignedCertificate.parse((await orderOf(id)).certificate);
      expect(signed.certificate.objects).toEqual(stored);
      expect(signed.certificate).toMatchObject({ version: 2, log: place });
      expect(signed.certificate.rests).toEqual([`recordings/${id}/original`]);
      const verdict = await verifyCertificate(
        openSigningKeys(world.config.keys.dir),
        Buffer.from(JSON.stringify(signed)),
      );
      expect(verdict).toMatchObject({ doubt: null, certificate: { recording: { id }, why: 'owner' } });
      expect((await openJournal(world.config.keys.dir).find(id))?.certificate).toEqual(signed);
      // The certificate names them: they are not kept twice.
      const listed = world.database.db.selectFrom('deletionObject').select('key').where('recordingId', '=', id);
      expect(await listed.execute()).toEqual([]);
    },
    120_000,
  );
});
