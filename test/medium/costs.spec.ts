import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { deletionRoutes } from '@lesblik/shared/deletions';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { reportRoutes } from '@lesblik/shared/reports';
import { uploadFilm } from '../support/lesson.ts';
import { type Reply, type Somebody, World } from '../support/world.ts';

let world: World;
let school: { id: string; administrator: Somebody };
let teacher: Somebody;
let colleague: Somebody;
let recordingId: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.school();
  teacher = await world.member(school.id, 'Docent');
  colleague = await world.member(school.id, 'Collega');
  recordingId = await uploadFilm(world, teacher, school.id, Buffer.from('the original'));
});
afterAll(() => world.close());

const film = () => ({ params: { recordingId }, query: {} });
const original = (as: Somebody) =>
  world.call(as, recordingRoutes.original, { params: { recordingId }, query: { purpose: 'own' } });
const invite = (as: Somebody) =>
  world.call(as, organisationRoutes.invite, {
    params: { organisationId: school.id },
    body: { email: 'nieuw@example.org', name: 'Nieuw', role: 'member', language: 'nl' },
  });

const asked: [string, number, (as: Somebody) => Promise<Reply<unknown>>][] = [
  ['certificates', 30, (as) => world.call(as, deletionRoutes.pdf, film())],
  ['reports', 30, (as) => world.call(as, reportRoutes.pdf, { params: { trajectoryId: recordingId }, query: {} })],
  ['tables of a lesson’s log', 30, (as) => world.call(as, auditLogRoutes.table, film())],
  ['tables of all logs', 30, (as) => world.call(as, auditLogRoutes.mineTable, { query: {} })],
  ['originals', 60, original],
  ['invitations', 300, invite],
];

test.each(asked)('of %s one person asks so many and no more, and another is not held up', async (_, most, ask) => {
  const answers: Reply<unknown>[] = [];
  for (let n = 0; n <= most; n += 1) answers.push(await ask(teacher));
  const last = answers.pop();
  expect(answers.filter(({ status }) => status === 429)).toEqual([]);
  expect([last?.status, last?.body.code]).toEqual([429, 'too_many_requests']);
  expect(last?.headers.get('retry-after')).toBe(String(last?.body.details?.['seconds']));
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(60);
  expect((await ask(colleague)).status).not.toBe(429);
});

test('a film that is downloaded in pieces goes on longer; a range without an end is the whole of it', async () => {
  const other = await world.member(school.id, 'Docent met stukken');
  const filmId = await uploadFilm(world, other, school.id, Buffer.from('the original'));
  const address = `${world.url}/api/recordings/${filmId}/original?purpose=own`;
  const ask = async (range: string) => (await fetch(address, { headers: { cookie: other.cookie, range } })).status;
  for (let n = 0; n < 70; n += 1) expect(await ask(`bytes=${n % 12}-${n % 12}`)).toBe(206);
  for (let n = 0; n < 60; n += 1) expect(await ask('bytes=1-')).toBe(206);
  expect(await ask('bytes=1-')).toBe(429);
});
