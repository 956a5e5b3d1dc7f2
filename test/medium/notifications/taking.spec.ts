import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { queueConnection } from '@lesblik/server/jobs/backend';
import type { JobDefinition } from '@lesblik/server/jobs/define-job';
import { bind, JobRunner, TryLater } from '@lesblik/server/jobs/job-runner';
import { createMailer } from '@lesblik/server/mail/mailer';
import { hashOriginal, makePoster, makeSound, makeThumbnails } from '@lesblik/server/media/media-jobs';
import { mailNotifications } from '@lesblik/server/notifications/notification-jobs';
import { sql } from 'kysely';
import { StepQueue } from '../../../apps/worker/src/pipeline/step-queue.ts';
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

  test('that lets nobody send to this address now is asked again', async () => {
    sink.refuse(pair.teacher.email, 554, '5.7.1 relay access denied');
    await expect(mailsOf(world, mailer(world)).letters.sendNext(pair.teacher.id)).rejects.toThrow(TryLater);
    expect(await states(world, pair)).toEqual(['waiting']);
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

  test('that is slow holds up no reader of what goes in no mail any more', async () => {
    const { db } = world.services;
    const all = db.updateTable('notification').where('personId', '=', pair.teacher.id);
    await all.set({ readAt: new Date() }).execute();
    await offered(world, pair);
    sink.hold(true);
    const slow = mailsOf(world, mailer(world)).letters.sendNext(pair.teacher.id);
    await until(() => sink.held.length === 1, 5_000, 'the mail');
    await db.transaction().execute(async (tx) => {
      await sql`set local lock_timeout = '1s'`.execute(tx);
      await tx
        .updateTable('notification')
        .set({ readAt: new Date() })
        .where('personId', '=', pair.teacher.id)
        .execute();
    });
    sink.release();
    await slow;
    expect((await states(world, pair)).sort()).toEqual(['dropped', 'sent']);
  });
});

describe('a mail that is not taken', () => {
  const START = Date.parse('2026-11-23T09:00:00Z');
  const clock = new TestClock(START);
  const MINUTE = 60_000;
  let world: World;
  let pair: Pair;
  let letters: ReturnType<typeof mailsOf>['letters'];

  beforeAll(async () => {
    world = await World.open({}, clock);
    letters = mailsOf(world, createMailer({ ...world.services.config.mail, smtpUrl: 'smtp://127.0.0.1:1' })).letters;
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    clock.advance(START - clock.now());
    pair = await pairOf(world);
    await noQuietHours(world, pair.teacher);
    await offered(world, pair);
  });

  test('is tried again ever later, and every hour in the end', async () => {
    for (const [age, afterMs] of [
      [0, MINUTE],
      [10 * MINUTE, 10 * MINUTE],
      [300 * MINUTE, 60 * MINUTE],
    ] as const) {
      clock.advance(START + age - clock.now());
      await expect(letters.sendNext(pair.teacher.id)).rejects.toMatchObject({ name: 'TryLater', afterMs });
    }
  });

  test('waits for its next try, and does not hold up what is told then', async () => {
    const { jobs } = world.services;
    const counts = async () => {
      const { prioritized, delayed } = await jobs.counts('chores');
      return { prioritized, delayed };
    };
    clock.advance(30 * MINUTE);
    await jobs.enqueue(mailNotifications, { personId: pair.teacher.id }, { delayMs: 30 * MINUTE });
    const before = await counts();
    await letters.enqueueDue();
    expect((await counts()).delayed).toBe(before.delayed);
    await offered(world, pair);
    await letters.enqueueDue();
    expect((await counts()).delayed).toBe((before.delayed ?? 0) - 1);
    await jobs.withdraw(mailNotifications, { personId: pair.teacher.id });
  });

  test('goes before the chores of films that were there first', async () => {
    const { jobs, log, config } = world.services;
    const recordingId = randomUUID();
    await new StepQueue(jobs).enqueue(recordingId, ['sound', 'hash', 'poster', 'thumbnails']);
    await letters.enqueueDue();
    const ran: string[] = [];
    const note = (job: JobDefinition) => bind(job, async () => (ran.push(job.name), {}));
    const definitions = [mailNotifications, makeSound, hashOriginal, makePoster, makeThumbnails];
    const runner = new JobRunner({
      ...{ connection: queueConnection(config), log, definitions, handlers: definitions.map(note) },
      concurrency: { media: 1, view: 1, chores: 1 },
    });
    await runner.start();
    await until(() => ran.includes(makeThumbnails.name), 10_000, 'the last chore');
    await runner.close();
    expect(ran).toContain(mailNotifications.name);
    expect(ran.slice(-4)).toEqual([makeSound, hashOriginal, makePoster, makeThumbnails].map(({ name }) => name));
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
