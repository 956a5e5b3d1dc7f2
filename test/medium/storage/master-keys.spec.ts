import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { masterKeyOf, readMasterKeys, replaceMasterKeys } from '@lesblik/server/keys/master-key';
import { DirectoryStore } from '@lesblik/server/storage/directory-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { scratchFolder } from '../../support/scratch.ts';
import { TransitServer } from '../../support/transit-server.ts';

const lessons = ['aaaaaaaa-0000-4000-8000-000000000001', 'bbbbbbbb-0000-4000-8000-000000000002'] as const;
const [lesson, other] = lessons;
const script = join(import.meta.dirname, '../../../infra/keys/keys.ts');
let folder: Awaited<ReturnType<typeof scratchFolder>>;
let keysDir: string;
let masterFile: string;

beforeEach(async () => {
  folder = await scratchFolder();
  keysDir = join(folder.path, 'keys');
  masterFile = join(keysDir, 'master.key');
});
afterEach(() => folder.remove());

const open = (more: object = {}) => KeyStore.open({ dir: keysDir, ...more });
const fileOf = (id: string) => join(keysDir, 'recordings', id.slice(0, 2), `${id}.json`);
const wrappedBy = async (id: string) =>
  (JSON.parse(await readFile(fileOf(id), 'utf8')) as { masterKeyId: string }).masterKeyId;
const object = { recordingId: lesson, name: 'original' };
const objects = (keys: KeyStore) => new EncryptedStorage(new DirectoryStore(join(folder.path, 'objects')), keys);

/** As an administrator says it. */
async function say(...args: string[]): Promise<{ code: number; out: string }> {
  const env = { PATH: process.env['PATH'], DATA_DIR: folder.path, DATABASE_URL: 'postgres://localhost/unused' };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { env });
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, out: stderr };
  }
}

test('a new master key wraps every key anew, no object is touched, and who runs meanwhile goes on', async () => {
  const running = await open();
  const before = await Promise.all(lessons.map((id) => running.create(id)));
  await objects(running).write(object, Buffer.from('the lesson'));
  const stored = await readObjects();
  const [first] = await readMasterKeys(masterFile);

  expect(await say('rotate')).toMatchObject({ code: 0, out: expect.stringContaining('2 keys are wrapped by it') });
  const [second, ...rest] = await readMasterKeys(masterFile);
  expect(rest).toEqual([]);
  expect(second?.id).not.toBe(first?.id);
  for (const id of lessons) expect(await wrappedBy(id)).toBe(second?.id);
  expect(await readObjects()).toEqual(stored);

  // The one that ran all the while makes its next key by the new one, and opens what is there.
  const third = 'cccccccc-0000-4000-8000-000000000003';
  await running.create(third);
  expect(await wrappedBy(third)).toBe(second?.id);
  const anew = await open();
  expect(await Promise.all(lessons.map((id) => anew.get(id)))).toEqual(before);
  expect((await objects(anew).readBytes(object)).toString()).toBe('the lesson');
  // Whoever kept the old one opens nothing with it.
  const old = first?.bytes.toString('hex');
  await expect(open({ masterKey: old })).rejects.toMatchObject({ code: 'master_key_wrong' });
});

async function readObjects(): Promise<[string, Buffer][]> {
  const all = await readdir(join(folder.path, 'objects'), { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.toSorted().map(async (path): Promise<[string, Buffer]> => [path, await readFile(path)]));
}

test('a rotation that was broken off goes on with the key it had begun with', async () => {
  const keys = await open();
  const before = await Promise.all(lessons.map((id) => keys.create(id)));
  const [old] = await readMasterKeys(masterFile);
  const begun = masterKeyOf(randomBytes(32));
  await replaceMasterKeys(masterFile, old ? [begun, old] : []);
  expect(await Promise.all(lessons.map(async (id) => (await open()).get(id)))).toEqual(before);
  await say('rotate');
  expect(await readMasterKeys(masterFile)).toEqual([begun]);
  expect(await wrappedBy(lesson)).toBe(begun.id);
});

test('a key that is destroyed while it is wrapped anew stays destroyed', async () => {
  const server = await TransitServer.start();
  try {
    const keys = await open();
    await keys.create(lesson);
    const moving = await open({ keyServer: server.options });
    server.meanwhile = () => keys.destroy(lesson);
    await moving.rewrap();
    const left = await readdir(join(keysDir, 'recordings'), { recursive: true });
    expect(left.filter((name) => name.includes(lesson))).toEqual([]);
    await expect(moving.get(lesson)).rejects.toMatchObject({ code: 'key_missing' });
  } finally {
    await server.stop();
  }
});

test('a master key from the environment is changed there, and rewrapped', async () => {
  const [old, fresh] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
  const key = await (await open({ masterKey: old })).create(lesson);
  const both = await open({ masterKey: fresh, masterKeyBefore: old });
  expect(await both.get(lesson)).toEqual(key);
  expect(await both.rewrap()).toBe(1);
  expect(await both.rewrap()).toBe(0);
  expect(await (await open({ masterKey: fresh })).get(lesson)).toEqual(key);
});

test('two parts held by two people bring back a lost master key; one of them, a mistyped or a foreign one does not', async () => {
  const keys = await open();
  const key = await keys.create(lesson);
  const parts = join(folder.path, 'parts');
  expect((await say('split', parts)).code).toBe(0);
  const [one = '', two = ''] = (await readdir(parts)).toSorted().map((name) => join(parts, name));
  const master = (await readFile(masterFile, 'utf8')).trim();
  for (const part of [one, two]) expect((await readFile(part, 'utf8')).replaceAll(' ', '')).not.toContain(master);
  expect(await say('recover', one, two)).toMatchObject({ code: 1, out: expect.stringContaining('already') });

  await rm(masterFile);
  await expect(open()).rejects.toMatchObject({ code: 'master_key_wrong' });
  expect((await say('recover', one, one)).out).toContain('the other one is needed');
  const typed = join(folder.path, 'typed');
  const text = await readFile(one, 'utf8');
  const [line = ''] = /^(?:[0-9a-f]{4} )+[0-9a-f]{4}$/m.exec(text) ?? [];
  await writeFile(
    typed,
    line.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  );
  expect((await say('recover', typed, two)).out).toContain('mistyped');
  // Typed from paper, with nothing around it.
  await writeFile(typed, `${line.toUpperCase()}\n`);
  expect(await say('recover', typed, two)).toMatchObject({ code: 0 });
  expect(await (await open()).get(lesson)).toEqual(key);

  // Parts of another school's key fit each other, but not what is here.
  const elsewhere = join(folder.path, 'elsewhere');
  await mkdir(elsewhere);
  await rm(masterFile);
  const { splitMasterKey } = await import('@lesblik/server/keys/recovery-parts');
  const foreign = splitMasterKey(masterKeyOf(randomBytes(32)));
  const files = foreign.map((_, n) => join(elsewhere, `${n}`));
  for (const [n, part] of foreign.entries()) await writeFile(files[n] ?? '', part);
  expect((await say('recover', ...files)).code).toBe(1);
  await expect(readFile(masterFile)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a key server wraps instead: what a master key wrapped moves over, its rotation is followed, and without it nothing opens', async () => {
  const server = await TransitServer.start();
  try {
    const key = await (await open()).create(lesson);
    const keyServer = server.options;
    const both = await open({ keyServer });
    expect(await both.get(lesson)).toEqual(key);
    const made = await both.create(other);
    expect(await wrappedBy(other)).toBe('transit:lesblik:v1');
    expect(await both.rewrap()).toBe(1);
    await rm(masterFile);
    server.rotate();
    const alone = await open({ keyServer });
    expect(await alone.rewrap()).toBe(2);
    expect(await wrappedBy(lesson)).toBe('transit:lesblik:v2');
    expect([await alone.get(lesson), await alone.get(other)]).toEqual([key, made]);
    expect(await readdir(keysDir)).toEqual(['recordings']);

    await writeFile(fileOf(lesson), await readFile(fileOf(other)));
    await expect(open({ keyServer }).then((keys) => keys.get(lesson))).rejects.toMatchObject({
      code: 'master_key_wrong',
    });
    await expect(open({ keyServer: { ...keyServer, token: 'another' } })).rejects.toMatchObject({
      code: 'key_server_away',
    });
    await server.stop();
    await expect(open({ keyServer })).rejects.toMatchObject({ code: 'key_server_away' });
  } finally {
    await server.stop().catch(() => undefined);
  }
});
