import 'fake-indexeddb/auto';
import type { Comment, NewComment } from '@lesblik/shared/comments';
import { Problem } from '@lesblik/shared/problems';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DeviceStore } from './device-store.ts';
import { openDeviceStore } from './device-store.ts';
import { Drafts } from './drafts.ts';
import { Outbox } from './outbox.ts';
import { aComment } from './testing/a-comment.ts';

/** A server that saves once per client key, and a line that can lose the request or the answer. */
class Server {
  readonly saved: NewComment[] = [];
  fate: ('arrives' | 'request lost' | 'answer lost')[] = [];
  refuses = new Set<string>();

  send = async (comment: NewComment): Promise<Comment> => {
    const fate = this.fate.shift() ?? 'arrives';
    if (fate === 'request lost') throw new TypeError('no connection');
    if (this.refuses.has(comment.text)) throw new Problem('moment_past_the_end');
    if (!this.saved.some(({ clientKey }) => clientKey === comment.clientKey)) this.saved.push(comment);
    if (fate === 'answer lost') throw new TypeError('no connection');
    return aComment({ id: comment.clientKey, text: comment.text });
  };
}

let db: DeviceStore;
let open: Outbox[] = [];
let count = 0;

beforeEach(async () => {
  count += 1;
  db = await openDeviceStore(`outbox-${count}`);
});

afterEach(() => {
  for (const outbox of open) outbox.close();
  open = [];
  db.close();
});

function outboxTo(server: Server, shown: string[] = []): Outbox {
  const outbox = new Outbox({
    db,
    personId: 'me',
    recordingId: 'lesson',
    send: server.send,
    saved: (comment) => shown.push(comment.text),
    retryMs: 1,
  });
  open.push(outbox);
  return outbox;
}

async function write(outbox: Outbox, drafts: Drafts, text: string): Promise<void> {
  drafts.begin('new', { kind: 'compliment', moment: { startMs: 1000, endMs: null } });
  drafts.change('new', { text });
  const draft = drafts.get('new');
  if (!draft) throw new Error('no draft');
  await outbox.put(draft);
  drafts.forget('new');
}

const empty = (outbox: Outbox): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (outbox.waiting().every(({ refused }) => refused !== null)) {
        unsubscribe();
        resolve();
      }
    };
    const unsubscribe = outbox.subscribe(look);
    look();
  });

describe('comments on their way', () => {
  test('whatever the line loses, each is saved exactly once and in the order of writing', async () => {
    const fate = fc.constantFrom('arrives' as const, 'request lost' as const, 'answer lost' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 8 }), fc.integer({ min: 1, max: 4 }), async (fates, comments) => {
        const server = new Server();
        server.fate = [...fates];
        const shown: string[] = [];
        const outbox = outboxTo(server, shown);
        const drafts = await Drafts.open(db, 'me', 'lesson');
        const texts = Array.from({ length: comments }, (_, i) => `comment ${i}`);
        for (const text of texts) await write(outbox, drafts, text);
        await empty(outbox);
        await outbox.flush();
        expect(server.saved.map(({ text }) => text)).toEqual(texts);
        expect(shown).toEqual(texts);
        outbox.close();
      }),
      { numRuns: 25 },
    );
  });

  test('a page that is reloaded before the answer sends the same key again', async () => {
    const server = new Server();
    server.fate = ['answer lost'];
    const before = outboxTo(server);
    await write(before, await Drafts.open(db, 'me', 'lesson'), 'typed in the train');
    await before.flush();
    before.close();

    const after = outboxTo(server);
    await after.flush();
    await empty(after);
    expect(server.saved.map(({ text }) => text)).toEqual(['typed in the train']);
    expect(await db.count('outbox')).toBe(0);
  });

  test('the key that a draft began with is the key that is sent', async () => {
    const server = new Server();
    const outbox = outboxTo(server);
    const drafts = await Drafts.open(db, 'me', 'lesson');
    const { clientKey } = drafts.begin('new', { kind: 'question', moment: { startMs: 1, endMs: null } });
    await write(outbox, drafts, 'once');
    await empty(outbox);
    expect(server.saved.map((comment) => comment.clientKey)).toEqual([clientKey]);
  });

  test('a refused comment stays with its code, and those after it go on', async () => {
    const server = new Server();
    server.refuses.add('too late');
    const outbox = outboxTo(server);
    const drafts = await Drafts.open(db, 'me', 'lesson');
    await write(outbox, drafts, 'too late');
    await write(outbox, drafts, 'in time');
    await empty(outbox);
    await outbox.flush();
    expect(server.saved.map(({ text }) => text)).toEqual(['in time']);
    expect(outbox.waiting().map(({ comment, refused }) => [comment.text, refused])).toEqual([
      ['too late', 'moment_past_the_end'],
    ]);
  });

  test("another person's comments on the same device are not sent", async () => {
    const server = new Server();
    server.fate = ['request lost'];
    const mine = outboxTo(server);
    await write(mine, await Drafts.open(db, 'me', 'lesson'), 'mine');
    mine.close();
    const theirs = new Outbox({
      db,
      personId: 'you',
      recordingId: 'lesson',
      send: server.send,
      saved: () => undefined,
    });
    open.push(theirs);
    await theirs.flush();
    expect(theirs.waiting()).toEqual([]);
  });
});

describe('drafts', () => {
  test('a draft survives a reload with the key it began with', async () => {
    const drafts = await Drafts.open(db, 'me', 'lesson');
    const begun = drafts.begin('new', { kind: 'question', moment: { startMs: 5, endMs: null } });
    drafts.change('new', { text: 'Waarom' });
    await drafts.flush();
    const again = await Drafts.open(db, 'me', 'lesson');
    expect(again.get('new')).toMatchObject({ text: 'Waarom', clientKey: begun.clientKey, kind: 'question' });
    expect((await Drafts.open(db, 'you', 'lesson')).get('new')).toBeUndefined();
    expect((await Drafts.open(db, 'me', 'other')).get('new')).toBeUndefined();
  });

  test('a dropped draft is gone', async () => {
    const drafts = await Drafts.open(db, 'me', 'lesson');
    drafts.begin('new', { kind: 'question', moment: { startMs: 5, endMs: null } });
    await drafts.flush();
    await drafts.drop('new');
    expect((await Drafts.open(db, 'me', 'lesson')).slots()).toEqual([]);
  });
});
