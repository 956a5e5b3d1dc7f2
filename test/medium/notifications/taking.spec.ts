import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TryLater } from '@lesblik/server/jobs/job-runner';
import { createMailer } from '@lesblik/server/mail/mailer';
import { mailsOf, noQuietHours } from '../../support/letters.ts';
import { workerProcess } from '../../support/media-world.ts';
import { startRedis } from '../../support/redis.ts';
import { header, type SmtpSink, smtpSink } from '../../support/smtp-sink.ts';
import { offered, type Pair, pairOf } from '../../support/talks.ts';
import { until } from '../../support/until.ts';
import { World } from '../../support/world.ts';

let sink: SmtpSink;
beforeEach(async () => {
  sink = await smtpSink();
});
afterEach(() => sink.close());

const mailer = (world: World) => createMailer({ ...world.services.config.mail, smtpUrl: sink.url });
const states = async (world: World, { teacher }: Pair) => {
  const rows = await world.services.db
    .selectFrom('notification')
    .select('mail')
    .where('personId', '=', teacher.id)
    .execute();
  return rows.map(({ mail }) => mail);
};

describe('a mail server', () => {
  let world: World;
  let pair: Pair;

  beforeAll(async () => {
    world = await World.open({ PUBLIC_URL: 'https://lesblik.example.org' });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    pair = await pairOf(world);
    await noQuietHours(world, pair.teacher);
    await offered(world, pair);
  });

  test('that is away is tried again: nothing is lost, and nothing is said to be sent', async () => {
    const away = mailsOf(world, createMailer({ ...world.services.config.mail, smtpUrl: 'smtp://127.0.0.1:1' }));
    await expect(away.letters.sendNext(pair.teacher.id)).rejects.toThrow(TryLater);
    expect(await states(world, pair)).toEqual(['waiting']);
    await mailsOf(world, mailer(world)).letters.sendNext(pair.teacher.id);
    expect(sink.taken).toHaveLength(1);
    expect(await states(world, pair)).toEqual(['sent']);
  });

  test('that refuses the address for good is not asked again', async () => {
    sink.refuse(pair.teacher.email);
    const mails = mailsOf(world, mailer(world));
    await mails.letters.sendNext(pair.teacher.id);
    expect(await states(world, pair)).toEqual(['dropped']);
    expect(await mails.letters.due()).not.toContain(pair.teacher.id);
  });

  test('gets the headers with which a mail program stops such mails', async () => {
    await mailsOf(world, mailer(world)).letters.sendNext(pair.teacher.id);
    const [message = ''] = sink.taken;
    expect(header(message, 'List-Unsubscribe')?.replaceAll(' ', '')).toMatch(
      /^<https:\/\/lesblik\.example\.org\/api\/unsubscribe\/[\w.~-]+>$/,
    );
    expect(header(message, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(header(message, 'Auto-Submitted')).toBe('auto-generated');
    expect(header(message, 'Message-ID')).toMatch(/^<[0-9a-f]{64}@localhost>$/);
  });

  test('that is slow holds up nobody: another worker leaves that mail alone, and the reader reads on the site', async () => {
    sink.hold(true);
    const slow = mailsOf(world, mailer(world)).letters.sendNext(pair.teacher.id);
    await until(() => sink.held.length === 1, 5_000, 'the mail');
    sink.hold(false);
    expect(await mailsOf(world, mailer(world)).letters.sendNext(pair.teacher.id)).toBe(false);
    expect(sink.taken).toEqual([]);
    const { db } = world.services;
    await db.updateTable('notification').set({ readAt: new Date() }).where('personId', '=', pair.teacher.id).execute();
    expect(await states(world, pair)).toEqual(['waiting']);
    await sink.close();
    await expect(slow).rejects.toThrow(TryLater);
    sink = await smtpSink();
  });
});

describe.each(['PostgreSQL', 'Redis'])('with the queue on %s', (kind) => {
  let world: World;
  let folder: string;
  let env: Record<string, string>;
  let tearDown: () => Promise<void>;

  beforeAll(async () => {
    const redis = kind === 'Redis' ? await startRedis() : undefined;
    world = await World.open(redis === undefined ? {} : { REDIS_URL: redis.url });
    folder = await mkdtemp(join(tmpdir(), 'lesblik-mails-'));
    env = {
      ...{ LESBLIK_MODE: 'test', LOG_LEVEL: 'warn', WORKER_LOCK_SECONDS: '2', DATA_DIR: folder },
      DATABASE_URL: world.services.config.database.url,
      ...(redis !== undefined && { REDIS_URL: redis.url }),
    };
    tearDown = async () => {
      await world.close();
      await redis?.stop();
      await rm(folder, { recursive: true });
    };
  });
  afterAll(() => tearDown());

  test('what a worker was killed at is taken up by the next, under the same Message-ID, and sent once more at most', async () => {
    const pair = await pairOf(world);
    await noQuietHours(world, pair.teacher);
    sink.hold(true);
    const settings = { ...env, SMTP_URL: sink.url };
    const first = await workerProcess(settings);
    await offered(world, pair);
    await until(() => sink.held.length === 1, 30_000, 'the first mail');
    expect(await states(world, pair)).toEqual(['waiting']);
    await first.kill();
    sink.hold(false);
    const next = await workerProcess(settings);
    await until(async () => (await states(world, pair))[0] === 'sent', 30_000, 'the mail of the next worker');
    expect(sink.taken).toHaveLength(1);
    expect(header(sink.taken[0] ?? '', 'Message-ID')).toBe(header(sink.held[0] ?? '', 'Message-ID'));
    await offered(world, pair);
    await until(() => sink.taken.length === 2, 30_000, 'a mail of what came later');
    await next.stop();
    expect(await states(world, pair)).toEqual(['sent', 'sent']);
  }, 120_000);
});
