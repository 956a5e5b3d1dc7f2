import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { LogKeys } from '@lesblik/server/audit/log-keys';
import { readConfig } from '@lesblik/server/config';
import { goOnWithLog } from '../../../infra/backup/go-on-with-log.ts';
import { LogStage } from '../../support/log-stage.ts';

// The command is a process of its own.
jest.setTimeout(120_000);

let stage: LogStage;
beforeEach(async () => {
  stage = await LogStage.open();
  await stage.write(5);
  await stage.chain.link();
});
afterEach(() => stage.close());

/** What the database was with five entries, when the log had come to seven. */
async function restoreOlder(): Promise<void> {
  const ids = await stage.write(2);
  await stage.chain.link();
  const gone = ids.map((id) => `'${id}'`).join();
  await stage.tamper(`delete from audit_link where number > 5`, `delete from audit_entry where id in (${gone})`);
}

test('a log of which nothing was lost is not said to be restored', async () => {
  const { code, out } = await stage.say('restored');
  expect([code, out]).toEqual([2, expect.stringContaining('Nothing was lost: the log goes on to number 5')]);
});

test('an older backup: it is told how far the log had come, and after it was said the log goes on and names what it lost', async () => {
  await restoreOlder();
  const told = await stage.say('verify');
  expect([told.code, told.out]).toEqual([1, expect.stringContaining('ends at number 5, but its signed head of')]);

  const { code, out } = await stage.say('restored');
  expect([code, out]).toEqual([0, expect.stringContaining('lost numbers 6 to 7')]);
  await stage.write(2);
  await stage.chain.link();
  const verdict = await stage.verify();
  expect(verdict).toMatchObject({ entries: 7, lastNumber: 10, lost: [{ from: 6, to: 7 }] });
  expect(verdict.fault).toBeUndefined();
  expect((await stage.say('verify')).out).toContain('numbers 6 to 7 were lost by that');
});

test('what was said of a restore is part of the chain: who takes it away, or makes it say more, is seen', async () => {
  await restoreOlder();
  await stage.chain.recordRestore();
  await stage.write(1);
  await stage.chain.link();
  await stage.tamper(`delete from audit_link where number = 8`);
  expect((await stage.verify()).fault).toMatchObject({ kind: 'removed', number: 6 });
});

test('an entry that is set beside a restore, where no hash is over it, is seen', async () => {
  await restoreOlder();
  await stage.chain.recordRestore();
  const [id] = await stage.write(1);
  await stage.chain.link();
  await stage.tamper(
    `alter table audit_link drop constraint audit_link_check`,
    `update audit_link set entry_id = null where entry_id = '${id}'`,
    `update audit_link set entry_id = '${id}' where kind = 'restored'`,
  );
  expect((await stage.verify()).fault).toMatchObject({ kind: 'removed', number: 6 });
});

test('the furthest head is the last, also beside one that a clock which ran ahead wrote', async () => {
  const keys = await LogKeys.open(stage.keys);
  await stage.heads.write(keys, 6, Buffer.alloc(32), new Date(Date.now() + 40 * 86_400_000));
  expect((await stage.heads.last(keys))?.number).toBe(6);
  await stage.heads.write(keys, 9, Buffer.alloc(32));
  expect((await stage.heads.last(keys))?.number).toBe(9);
});

test('a head that nobody signed stops no restore, which says so', async () => {
  await writeFile(join(stage.heads.folder, '9999-01-01.json'), '{}');
  const config = readConfig({ LESBLIK_MODE: 'test', DATA_DIR: stage.folder, DATABASE_URL: stage.database.url });
  expect(await goOnWithLog(config)).toBe('The head in 9999-01-01.json was not signed by Lesblik.');
});

test('nor can the gap of a restore be made wider', async () => {
  await restoreOlder();
  await stage.chain.recordRestore();
  await stage.tamper(
    `delete from audit_link where number = 5`,
    `update audit_link set note = replace(note, '"from":5', '"from":4') where number = 8`,
  );
  expect((await stage.verify()).fault).toMatchObject({ kind: 'changed', number: 8 });
});

test('a log whose heads are lost goes on when that was said', async () => {
  await rm(stage.heads.folder, { recursive: true });
  expect(await stage.say('restored')).toMatchObject({ code: 0, out: expect.stringContaining('lost no number') });
  await stage.write();
  await stage.chain.link();
  expect((await stage.verify()).fault).toBeUndefined();
});

test('heads of a backup, which are behind, are no fault once Lesblik has run', async () => {
  const kept = join(stage.folder, 'kept');
  await cp(stage.heads.folder, kept, { recursive: true });
  await stage.write();
  await stage.chain.link();
  await rm(stage.heads.folder, { recursive: true });
  await cp(kept, stage.heads.folder, { recursive: true });
  expect(await stage.chain.link()).toBe(0);
  await stage.tamper(`delete from audit_link where number = 6`);
  expect((await stage.verify()).fault).toMatchObject({ kind: 'cut', number: 6 });
});
