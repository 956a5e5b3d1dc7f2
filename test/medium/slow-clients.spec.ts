import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { PassThrough, Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Response } from 'express';
import { io, type Socket as Page } from 'socket.io-client';
import { leastPace } from '../../apps/api/src/http/pace.ts';
import { sendObject } from '../../apps/api/src/http/send-object.ts';
import { identityRoutes } from '../../libs/shared/src/identity.ts';
import { PROTOCOL } from '../../libs/shared/src/protocol.ts';
import { until } from '../support/until.ts';
import { type Somebody, World } from '../support/world.ts';

const MANY = 400;

let world: World;
let teacher: Somebody;
const lines: Socket[] = [];
const pages: Page[] = [];

beforeAll(async () => {
  world = await World.open();
  const school = await world.school();
  teacher = await world.member(school.id, 'Docent');
});
afterAll(async () => {
  for (const line of lines) line.destroy();
  for (const page of pages) page.disconnect();
  await world.close();
});

/** A line to the server on which so much is said, and then a byte every second or nothing. */
function line(said: string, byte = ''): { answer: () => string; closed: () => boolean } {
  const { hostname, port } = new URL(world.url);
  const socket = connect(Number(port), hostname);
  let [answer, closed] = ['', false];
  const trickle = setInterval(() => byte !== '' && socket.writable && socket.write(byte), 1_000);
  socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
    clearInterval(trickle);
  });
  socket.write(said);
  lines.push(socket);
  return { answer: () => answer, closed: () => closed };
}

const post = (more: string) => `POST /api/auth/sign-in/email HTTP/1.1\r\nHost: lesblik\r\n${more}`;

test('a line is kept longer than a proxy in front keeps it, so that it never asks as we hang up', async () => {
  const one = line('GET /api/health HTTP/1.1\r\nHost: lesblik\r\nConnection: keep-alive\r\n\r\n');
  await until(async () => one.answer().includes('\r\n\r\n'), 10_000, 'an answer');
  const [, seconds] = /\r\nkeep-alive: timeout=(\d+)\r\n/i.exec(one.answer()) ?? [];
  expect(Number(seconds)).toBeGreaterThan(120);
});

test('lines on which nothing is under way do not hold up the end of the server', async () => {
  const ending = await World.open();
  const { port, hostname } = new URL(ending.url);
  const [ahead, kept] = [connect(Number(port), hostname), connect(Number(port), hostname)];
  const gone = Promise.all([once(ahead, 'close'), once(kept, 'close')]);
  await Promise.all([once(ahead, 'connect'), once(kept, 'connect')]);
  kept.write('GET /api/health HTTP/1.1\r\nHost: lesblik\r\n\r\n');
  await once(kept, 'data');
  const before = performance.now();
  await Promise.all([ending.close(), gone]);
  expect(performance.now() - before).toBeLessThan(5_000);
});

test('who went away while a film was looked up is sent nothing of it', async () => {
  let pieces = 0;
  const stream = Readable.from(
    (function* () {
      for (; pieces < 1_000; pieces += 1) yield Buffer.alloc(65_536);
    })(),
  );
  const sent = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const looked = until(async () => response.destroyed, 10_000, 'whoever asked to be gone');
    const sending = { read: { size: 2 ** 40, stream }, type: 'video/mp4', ended: new AbortController().signal };
    looked.then(() => sendObject(response as Response, sending)).then(sent.resolve, sent.reject);
    request.socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
  await sent.promise;
  expect([stream.destroyed, pieces]).toEqual([true, 0]);
  server.close();
});

test('many who never end what they ask hold nobody up, and are shown the door', async () => {
  const headers = Array.from({ length: MANY }, () => line(post('X-Slow: '), 'x'));
  const bodies = Array.from({ length: MANY }, () =>
    line(post('Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{'), ' '),
  );
  const before = performance.now();
  expect((await world.call(teacher, identityRoutes.me, {})).status).toBe(200);
  expect(performance.now() - before).toBeLessThan(2_000);
  await until(async () => headers.every(({ closed }) => closed()), 25_000, 'an end of slow headers');
  await until(async () => bodies.every(({ closed }) => closed()), 30_000, 'an end of slow bodies');
  for (const { answer } of [...headers, ...bodies]) expect(answer()).toMatch(/^HTTP\/1\.1 408 /);
  expect((await world.call(teacher, identityRoutes.me, {})).status).toBe(200);
}, 90_000);

test('a body larger than anything a page sends is refused before it is read', async () => {
  const large = line(post(`Content-Type: application/json\r\nContent-Length: ${10 ** 9}\r\n\r\n{`));
  await until(async () => large.answer().includes('body_too_large'), 5_000, 'a refusal');
  expect(large.answer()).toMatch(/^HTTP\/1\.1 413 /);
});

test('whoever hardly reads what is sent is not sent the rest; who reads slowly is', async () => {
  const send = async (perLook: number): Promise<{ ended: string; read: number }> => {
    let read = 0;
    const waiting: (() => void)[] = [];
    const receiver = new Writable({
      highWaterMark: 16 * 1024,
      write(chunk: Buffer, _, done) {
        waiting.push(() => {
          read += chunk.length;
          done();
        });
      },
    });
    const reads = setInterval(() => waiting.splice(0, perLook).forEach((take) => take()), 1);
    const source = new PassThrough();
    source.end(Buffer.alloc(4 * 1024 * 1024));
    // A machine with no processor to spare takes up nothing for some hundred milliseconds, whoever reads.
    const pace = leastPace(receiver, () => read, 1_000);
    const ended = await pipeline(source, chopped, receiver, { signal: pace }).then(
      () => 'whole',
      (error: Error) => error.name,
    );
    clearInterval(reads);
    return { ended, read };
  };
  expect((await send(0)).ended).toBe('AbortError');
  expect(await send(1)).toEqual({ ended: 'whole', read: 4 * 1024 * 1024 });
}, 30_000);

async function* chopped(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of source)
    for (let at = 0; at < chunk.length; at += 8_192) yield chunk.subarray(at, at + 8_192);
}

test('one person opens fifty pages and no more', async () => {
  const open = (): Promise<string> =>
    new Promise((resolve) => {
      const page = io(world.url, {
        ...{ transports: ['websocket'], forceNew: true, reconnection: false, auth: { protocol: PROTOCOL } },
        extraHeaders: { cookie: teacher.cookie },
      });
      pages.push(page);
      page.on('connect', () => resolve('open'));
      page.on('connect_error', (error: Error & { data?: { code?: string } }) =>
        resolve(error.data?.code ?? error.message),
      );
    });
  const opened = await Promise.all(Array.from({ length: 52 }, open));
  expect(opened.filter((one) => one === 'open')).toHaveLength(50);
  expect(opened.filter((one) => one === 'too_many_requests')).toHaveLength(2);
  pages[opened.indexOf('open')]?.disconnect();
  await until(async () => (await open()) === 'open');
}, 30_000);
