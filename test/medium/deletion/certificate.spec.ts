import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signCertificate } from '@lesblik/server/deletion/certificate';
import { openSigningKeys } from '@lesblik/server/deletion/open-deletion';
import type { SigningKeys } from '@lesblik/server/deletion/signing-keys';
import {
  type Certificate,
  type CertificateVerdict,
  deletionRoutes,
  type SignedCertificate,
} from '@lesblik/shared/deletions';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { openPdf } from '../../support/pdf.ts';
import { lesson } from '../../support/recordings.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let schoolId: string;
let teacher: Somebody;
let other: Somebody;
let keys: SigningKeys;

beforeAll(async () => {
  world = await World.open();
  schoolId = (await world.school()).id;
  teacher = await world.member(schoolId, 'Docent');
  other = await world.member(schoolId, 'Collega');
  keys = world.services.signing;
});
afterAll(() => world.close());

const said = (recordingId: string, log: Certificate['log'] = null): Omit<Certificate, 'keyId'> => ({
  ...{ version: 2, what: 'lesblik.deletion' },
  school: { id: schoolId, name: 'De Regenboog' },
  recording: { id: recordingId, recordedOn: '2026-09-01', origin: 'upload' },
  ...{ askedBy: teacher.id, why: 'owner', comments: 'go' },
  ...{ orderedAt: '2026-11-22T08:00:00.000Z', keyDestroyedAt: '2026-11-22T08:00:01.000Z' },
  ...{ erasedAt: '2026-11-22T08:00:02.000Z', issuedAt: '2026-11-22T08:00:12.000Z' },
  objects: [{ key: `recordings/${recordingId}/original`, bytes: 8, sha256: 'a'.repeat(64) }],
  ...{ rests: [], noKeyInBackupsFrom: '2026-11-30', log },
});

/** As the media worker leaves it. */
async function certified(log: Certificate['log'] = null): Promise<SignedCertificate> {
  const recordingId = await lesson(world, schoolId, teacher);
  await world.call(teacher, recordingRoutes.remove, { params: { recordingId } });
  const signed = await signCertificate(keys, said(recordingId, log));
  const { db } = world.services;
  await db.deleteFrom('recording').where('id', '=', recordingId).execute();
  await db
    .updateTable('deletionOrder')
    .set({ certificate: JSON.stringify(signed), certifiedAt: new Date() })
    .where('recordingId', '=', recordingId)
    .execute();
  return signed;
}

/** As nobody: without an account. */
async function verify(file: string | Uint8Array<ArrayBuffer>): Promise<CertificateVerdict> {
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await fetch(`${world.url}/api/certificates/verify`, { method: 'POST', headers, body: file });
  expect(response.status).toBe(200);
  return (await response.json()) as CertificateVerdict;
}

describe('a certificate', () => {
  test('is its owner’s alone, and not there before everything is gone', async () => {
    const recordingId = await lesson(world, schoolId, teacher);
    const params = { recordingId };
    const status = async (as: Somebody) => (await world.call(as, deletionRoutes.certificate, { params })).status;
    expect(await status(teacher)).toBe(404);
    await world.call(teacher, recordingRoutes.remove, { params });
    const waiting = await world.call(teacher, deletionRoutes.certificate, { params });
    expect([waiting.status, waiting.body.code]).toEqual([409, 'not_deleted_yet']);
    expect(await status(other)).toBe(404);
    const { body } = await world.call(teacher, deletionRoutes.get, { params });
    expect(body).toMatchObject({ reason: 'owner', comments: 'go', certifiedAt: null, objects: null });
  });

  test('as it is downloaded is true to somebody without an account, and says what was deleted', async () => {
    const { certificate } = await certified();
    const { id } = certificate.recording;
    const response = await fetch(`${world.url}/api/deletions/${id}/certificate.json`, {
      headers: { cookie: teacher.cookie },
    });
    expect(response.headers.get('content-disposition')).toContain('bewijs-van-verwijdering-2026-09-01.json');
    expect(await verify(await response.text())).toEqual({ doubt: null, certificate, log: null });
    const { items } = (await world.call(teacher, deletionRoutes.list, {})).body;
    expect(items[0]).toMatchObject({ recordingId: id, objects: 1, noKeyInBackupsFrom: '2026-11-30' });
    expect((await world.call(other, deletionRoutes.list, {})).body.items).toEqual([]);
  });

  test.each<[string, (signed: SignedCertificate) => unknown]>([
    [
      'another day',
      ({ certificate, ...rest }) => ({
        ...rest,
        certificate: { ...certificate, orderedAt: '2026-01-01T00:00:00.000Z' },
      }),
    ],
    ['an object less', ({ certificate, ...rest }) => ({ ...rest, certificate: { ...certificate, objects: [] } })],
    ['a word more', ({ certificate, ...rest }) => ({ ...rest, certificate: { ...certificate, also: 'this' } })],
    ['a signature of something else', (signed) => ({ ...signed, signature: Buffer.alloc(64).toString('base64') })],
  ])('with %s is refused', async (_, change) => {
    expect(await verify(JSON.stringify(change(await certified())))).toEqual({
      ...{ doubt: 'changed', certificate: null, log: null },
    });
  });

  test.each(['nl', 'en'] as const)(
    'as a PDF (%s) is true, and with one byte of its pages changed it is not',
    async (language) => {
      const { certificate } = await certified();
      const address = `${world.url}/api/deletions/${certificate.recording.id}/certificate.pdf?language=${language}`;
      const response = await fetch(address, { headers: { cookie: teacher.cookie } });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      const pdf = new Uint8Array(await response.arrayBuffer());
      expect(await verify(pdf)).toEqual({ doubt: null, certificate, log: null });
      const { text } = await openPdf(Uint8Array.from(pdf));
      expect(text).toContain(language === 'nl' ? 'Bewijs van verwijdering' : 'Certificate of deletion');
      expect(text.replaceAll(/\s/g, '')).toContain('a'.repeat(64));
      const changed = Uint8Array.from(pdf);
      changed[Math.floor(pdf.length / 2)] = (changed[Math.floor(pdf.length / 2)] ?? 0) ^ 1;
      expect(await verify(changed)).toEqual({ doubt: 'changed', certificate: null, log: null });
      const bare = pdf.slice(0, Buffer.from(pdf).lastIndexOf('\n%lesblik-signature'));
      expect(await verify(bare)).toEqual({ doubt: 'unreadable', certificate: null, log: null });
    },
  );

  test('of thousands of objects is read as well', async () => {
    const one = said(randomUUID());
    const objects = Array.from({ length: 4000 }, (_, n) => ({
      key: `hls/480/${n}.m4s`,
      bytes: n,
      sha256: 'b'.repeat(64),
    }));
    const file = JSON.stringify(await signCertificate(keys, { ...one, objects }));
    expect(file.length).toBeGreaterThan(256 * 1024);
    expect((await verify(file)).doubt).toBeNull();
  });

  test('nested deeper than anything that was signed is refused', async () => {
    const file = JSON.stringify(await certified());
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const changed = file.replace('"certificate":{', `"certificate":{"also":${deep},`);
    expect(await verify(changed)).toEqual({ doubt: 'changed', certificate: null, log: null });
  });

  test('that another installation signed is not known, and what is no certificate is not read', async () => {
    const elsewhere = await scratchFolder();
    const foreign = await signCertificate(openSigningKeys(elsewhere.path), said(randomUUID()));
    await elsewhere.remove();
    expect((await verify(JSON.stringify(foreign))).doubt).toBe('unknown_key');
    for (const file of ['', '{}', 'null', '[', new Uint8Array([0, 255, 37])])
      expect((await verify(file)).doubt).toBe('unreadable');
  });

  test('stays true when another key signs; the public keys of both can be read', async () => {
    const before = await certified();
    const id = await keys.rotate();
    const after = await certified();
    expect(after.certificate.keyId).toBe(id);
    for (const signed of [before, after]) expect((await verify(JSON.stringify(signed))).doubt).toBeNull();
    const { items } = (await world.call(undefined, deletionRoutes.keys, {})).body;
    expect(new Map(items.map((key) => [key.id, key.current]))).toEqual(
      new Map([
        [before.certificate.keyId, false],
        [id, true],
      ]),
    );
    // Of the private keys there is one.
    const files = await readdir(join(world.services.config.keys.dir, 'signing'));
    expect(files.filter((name) => !name.endsWith('.pub.pem'))).toEqual(['current.pem']);
  });

  test('of the first two that sign at once both are signed by one key, which is published', async () => {
    const folder = await scratchFolder();
    const [one, two] = [openSigningKeys(folder.path), openSigningKeys(folder.path)];
    const [a, b] = await Promise.all([
      signCertificate(one, said(randomUUID())),
      signCertificate(two, said(randomUUID())),
    ]);
    expect(a.certificate.keyId).toBe(b.certificate.keyId);
    expect(await one.publicKeys()).toMatchObject([{ id: a.certificate.keyId, current: true }]);
    await folder.remove();
  });

  test('of an older version is as true as on its first day', async () => {
    const kept = join(import.meta.dirname, '../../fixtures/certificates');
    const signing = join(world.services.config.keys.dir, 'signing');
    await mkdir(signing, { recursive: true });
    for (const name of await readdir(kept))
      if (name.endsWith('.pub.pem')) await cp(join(kept, name), join(signing, name));
    for (const name of ['1.json', '1.pdf']) {
      const verdict = await verify(new Uint8Array(await readFile(join(kept, name))));
      expect(verdict).toMatchObject({
        doubt: null,
        log: null,
        certificate: { version: 1, school: { name: 'De Regenboog' } },
      });
    }
  });

  test('says whether the log is still as it was then', async () => {
    await lesson(world, schoolId, teacher);
    const place = await until(
      () => world.services.db.selectFrom('auditLink').selectAll().orderBy('number', 'desc').executeTakeFirst(),
      10_000,
      'a place in the log',
    );
    const log = { number: place.number, hash: place.hash.toString('hex'), at: place.linkedAt.toISOString() };
    const said = async (named: typeof log) => {
      const signed = await certified(named);
      const { id } = signed.certificate.recording;
      const address = `${world.url}/api/deletions/${id}/certificate.pdf`;
      const response = await fetch(address, { headers: { cookie: teacher.cookie } });
      const pdf = new Uint8Array(await response.arrayBuffer());
      expect((await openPdf(Uint8Array.from(pdf))).text.replaceAll(/\s/g, '')).toContain(named.hash);
      expect(await verify(JSON.stringify(signed))).toMatchObject({ doubt: null, certificate: { log: named } });
      return (await verify(pdf)).log;
    };
    expect(await said(log)).toBe('there');
    expect(await said({ ...log, hash: 'b'.repeat(64) })).toBe('changed');
    expect(await said({ ...log, number: 1_000_000 })).toBe('gone');
  });
});
