import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { LogStage } from '../../support/log-stage.ts';

let stage: LogStage;
/** Of numbers 1 to 7. */
let ids: string[];

beforeEach(async () => {
  stage = await LogStage.open();
  ids = await stage.write(7);
  await stage.chain.link();
});
afterEach(() => stage.close());

const at = (number: number) => `'${ids[number - 1]}'`;
const newId = '11111111-1111-4111-8111-111111111111';
const putEntry = `insert into audit_entry (id, organisation_id, recording_id, kind)
  select '${newId}', organisation_id, recording_id, 'opened' from audit_entry limit 1`;
const shift = (from: number, by: number, last: number) =>
  Array.from({ length: last - from + 1 }, (_, n) => (by > 0 ? last - n : from + n)).map(
    (number) => `update audit_link set number = number + (${by}) where number = ${number}`,
  );
/** Whoever may change the log in the database may do that too. */
const uncheck = `do $$ declare name text; begin
  for name in select conname from pg_constraint where conrelid = 'audit_link'::regclass and contype = 'c' loop
    execute format('alter table audit_link drop constraint %I', name);
  end loop; end $$`;
const changes: [string, string][] = [
  ['who', `actor_id = gen_random_uuid()`],
  ['when, by a millionth of a second', `at = at + interval '1 microsecond'`],
  ['what', `kind = 'played'`],
  ['which part', `start_ms = 10000, end_ms = 20000`],
  ['which device', `device = null`],
  ['whose lesson', `recording_id = gen_random_uuid()`],
];

test('what nobody touched is whole, and the command says so', async () => {
  expect(await stage.verify()).toEqual({ entries: 7, fromBefore: 0, lost: [], lastNumber: 7 });
  expect(await stage.say('verify')).toEqual({ code: 0, out: 'The access log is whole: 7 entries, to number 7.\n' });
});

describe('an entry that was changed in the database is named', () => {
  test.each(changes)('%s', async (_, set) => {
    await stage.tamper(`update audit_entry set ${set} where id = ${at(3)}`);
    expect((await stage.verify()).fault).toMatchObject({ kind: 'changed', number: 3, entryId: ids[2] });
  });

  test('the last one', async () => {
    await stage.tamper(`update audit_entry set device = 'tablet' where id = ${at(7)}`);
    expect((await stage.verify()).fault).toMatchObject({ kind: 'changed', number: 7, entryId: ids[6] });
  });

  test('by its hash', async () => {
    await stage.tamper(`update audit_link set hash = decode(repeat('ab', 32), 'hex') where number = 4`);
    expect((await stage.verify()).fault).toMatchObject({ kind: 'changed', number: 4 });
  });

  test('two that changed places', async () => {
    await stage.tamper(
      `update audit_link set number = 0 where number = 2`,
      ...shift(3, -1, 3),
      `update audit_link set number = 3 where number = 0`,
    );
    expect((await stage.verify()).fault).toMatchObject({
      ...{ kind: 'changed', number: 2, entryId: ids[2] },
      sentence: expect.stringContaining('changed places'),
    });
  });

  test('with what stood there noted at its place', async () => {
    await stage.tamper(
      uncheck,
      `update audit_link l set note = jsonb_strip_nulls(to_jsonb(e))::text from audit_entry e where e.id = l.entry_id and l.number = 3`,
      `update audit_entry set device = 'tablet' where id = ${at(3)}`,
    );
    expect((await stage.verify()).fault).toMatchObject({ kind: 'changed', number: 3, entryId: ids[2] });
  });

  test('and the command names the first of several, and fails', async () => {
    await stage.tamper(`update audit_entry set device = 'tablet' where id in (${at(6)}, ${at(5)})`);
    const { code, out } = await stage.say('verify');
    expect([code, out]).toEqual([1, expect.stringContaining(`Number 5 of the log (entry ${ids[4]} of `)]);
    expect(out).toContain('was changed');
  });
});

describe('an entry that was removed is named', () => {
  test('alone', async () => {
    await stage.tamper(`delete from audit_entry where id = ${at(4)}`);
    expect((await stage.verify()).fault).toMatchObject({ kind: 'removed', number: 4, entryId: ids[3] });
  });

  test('with what stood there noted at its place', async () => {
    await stage.tamper(
      uncheck,
      `update audit_link l set note = jsonb_strip_nulls(to_jsonb(e))::text, entry_id = null from audit_entry e where e.id = l.entry_id and l.number = 4`,
      `delete from audit_entry where id = ${at(4)}`,
    );
    expect((await stage.verify()).fault).toMatchObject({ kind: 'removed', number: 4 });
  });

  test('with its place', async () => {
    await stage.tamper(
      `delete from audit_link where number in (4, 5)`,
      `delete from audit_entry where id in (${at(4)}, ${at(5)})`,
    );
    expect((await stage.verify()).fault).toMatchObject({ kind: 'removed', number: 4 });
  });

  test('with the places after it moved up', async () => {
    await stage.tamper(
      `delete from audit_link where number = 4`,
      `delete from audit_entry where id = ${at(4)}`,
      ...shift(5, -1, 7),
    );
    expect((await stage.verify()).fault).toMatchObject({ kind: 'changed', number: 4, entryId: ids[4] });
  });
});

describe('an entry that was put in between is named', () => {
  test('with the places after it moved down', async () => {
    await stage.tamper(
      putEntry,
      ...shift(4, 1, 7),
      `insert into audit_link (number, kind, entry_id, linked_at, hash)
        select 4, kind, '${newId}', linked_at, hash from audit_link where number = 3`,
    );
    expect((await stage.verify()).fault).toMatchObject({ kind: 'put_in', number: 4, entryId: newId });
  });

  test('without a place', async () => {
    await stage.tamper(putEntry);
    expect((await stage.verify()).fault).toMatchObject({ kind: 'put_in', entryId: newId });
  });

  test('after the last', async () => {
    await stage.tamper(
      putEntry,
      `insert into audit_link (number, kind, entry_id, linked_at, hash) values (8, 'entry', '${newId}', now(), '\\x00')`,
    );
    expect((await stage.verify()).fault).toMatchObject({ kind: 'put_in', number: 8, entryId: newId });
  });
});

describe('the end', () => {
  test('cut off is seen, and the log does not go on as if nothing had been', async () => {
    await stage.tamper(
      `delete from audit_link where number > 5`,
      `delete from audit_entry where id in (${at(6)}, ${at(7)})`,
    );
    expect((await stage.verify()).fault).toMatchObject({ kind: 'cut', number: 6 });
    await stage.write(5);
    await expect(stage.chain.link()).rejects.toThrow('ends at number 5, its signed head says 7');
    expect((await stage.verify()).fault).toMatchObject({ kind: 'cut', number: 6 });
  });

  test('cut off to the beginning too', async () => {
    await stage.tamper(`delete from audit_link`, `delete from audit_entry`);
    expect((await stage.verify()).fault).toMatchObject({ kind: 'cut', number: 1 });
  });

  test('is not believed where its head was written by another, or is gone', async () => {
    const [file = ''] = await readdir(stage.heads.folder);
    const path = join(stage.heads.folder, file);
    const head = JSON.parse(await readFile(path, 'utf8')) as object;
    await writeFile(path, JSON.stringify({ ...head, number: 5 }));
    expect((await stage.verify()).fault).toMatchObject({ kind: 'head', sentence: expect.stringContaining(file) });
    await writeFile(path, 'nothing');
    expect((await stage.verify()).fault).toMatchObject({ kind: 'head', sentence: expect.stringContaining(file) });
    await stage.removeHeads();
    expect((await stage.verify()).fault).toMatchObject({ kind: 'head' });
    await stage.write();
    await expect(stage.chain.link()).rejects.toThrow('signed heads of the log are gone');
  });

  test('whose latest head was taken away is seen after a minute, and is not before', async () => {
    const [file = ''] = await readdir(stage.heads.folder);
    const kept = await readFile(join(stage.heads.folder, file));
    await stage.write(2);
    await stage.chain.link();
    await writeFile(join(stage.heads.folder, file), kept);
    expect((await stage.verify()).fault).toBeUndefined();
    const later = Date.now() + 61_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
    expect((await stage.verify()).fault).toMatchObject({ kind: 'head', number: 8 });
    clock.mockRestore();
  });
});

test('an entry that waits longer than a minute is a fault, one that waits shorter is not', async () => {
  const [id] = await stage.write();
  expect((await stage.verify()).fault).toBeUndefined();
  await stage.tamper(`update audit_waiting set since = since - interval '61 seconds'`);
  expect((await stage.verify()).fault).toMatchObject({ kind: 'waiting', entryId: id });
});

test('a log whose key is gone is not called whole, and gets no other key', async () => {
  await stage.keys.destroy('access-log');
  expect((await stage.verify()).fault).toMatchObject({ kind: 'key' });
  await stage.write();
  await expect(stage.chain.link()).rejects.toThrow('The key of the log is gone');
});
