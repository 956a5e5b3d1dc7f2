import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { auditLogRoutes as routes } from '@lesblik/shared/audit-log';
import { grantRoutes } from '@lesblik/shared/grants';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { createRecording, readyRecording, share } from '../../support/lesson.ts';
import { ReviewPage } from '../../support/review-page.ts';
import { type Somebody, World } from '../../support/world.ts';

const clock = new TestClock(Date.now());
let world: World;
let school: { id: string; administrator: Somebody };
let teacher: Somebody;
let coach: Somebody;
let lesson: string;
let other: string;

beforeAll(async () => {
  world = await World.open({}, clock);
  school = await world.school();
  teacher = await world.member(school.id, 'Docent');
  coach = await world.member(school.id, 'Coach');
  other = await createRecording(world, teacher, school.id, { title: '=HYPERLINK("http://x","Klik")' });
  lesson = await readyRecording(
    world,
    teacher,
    school.id,
    Array.from({ length: 10 }, () => Buffer.from('piece')),
  );
  const grantId = await share(world, teacher, lesson, coach);
  const body = { atMs: 12_000, ranges: [{ startMs: 0, endMs: 12_000 }] };
  clock.advance(1000);
  await world.call(coach, recordingRoutes.played, { params: { recordingId: lesson }, body });
  clock.advance(1000);
  await world.call(school.administrator, recordingRoutes.get, { params: { recordingId: lesson } });
  clock.advance(1000);
  await world.call(teacher, grantRoutes.withdraw, { params: { grantId } });
});
afterAll(() => world.close());

const mine = async (query: Parameters<typeof world.call<typeof routes.mine>>[2]['query'] = {}, as = teacher) =>
  (await world.call(as, routes.mine, { query })).body.items;
const kinds = async (query: Parameters<typeof mine>[0]) => (await mine(query)).map(({ kind }) => kind);
const table = (path: string, as: Somebody) => fetch(`${world.url}/api${path}`, { headers: { cookie: as.cookie } });

test('the log of all one’s lessons holds nothing of another’s, whoever asks', async () => {
  expect(await mine({}, coach)).toEqual([]);
  expect(await mine({}, school.administrator)).toEqual([]);
  expect((await world.call(coach, routes.minePeople, {})).body.items).toEqual([]);
  expect((await (await table('/log.csv', coach)).text()).trim().split('\r\n')).toHaveLength(1);
});

test('it holds all of one’s own, with their titles', async () => {
  const entries = await mine();
  expect(entries.map(({ kind, actor }) => `${kind} ${actor?.name}`)).toEqual([
    ...['withdrawn Docent', 'refused Beheerder', 'played Coach', 'opened Coach', 'granted Docent'],
    ...['uploaded Docent', 'created Docent', 'created Docent'],
  ]);
  expect(new Set(entries.map(({ recording }) => recording.id))).toEqual(new Set([lesson, other]));
  expect(entries.find(({ kind }) => kind === 'played')).toMatchObject({ startMs: 0, endMs: 20_000 });
});

describe('one looks for', () => {
  test('a person: what they did, and what was about them', async () => {
    expect(await kinds({ personId: coach.id })).toEqual(['withdrawn', 'played', 'opened', 'granted']);
    const { items } = (await world.call(teacher, routes.people, { params: { recordingId: lesson } })).body;
    expect(items.map(({ name }) => name)).toEqual(['Beheerder', 'Coach', 'Docent']);
  });

  test('words: of names, of titles, and of what the page says in either language', async () => {
    expect(await kinds({ words: 'beheerder' })).toEqual(['refused']);
    expect(await kinds({ words: 'coach gekeken' })).toEqual(['played']);
    expect(await kinds({ words: 'watched' })).toEqual(['played']);
    expect(await kinds({ words: 'hyperlink' })).toEqual(['created']);
    expect(await kinds({ words: 'niemand' })).toEqual([]);
    expect(await kinds({ words: "100% \\ ' _ \u0000" })).toEqual([]);
  });

  test('a kind and a period', async () => {
    expect(await kinds({ kind: 'refused' })).toEqual(['refused']);
    const [first] = await mine({ kind: 'played' });
    const at = first?.at ?? '';
    expect(await kinds({ before: at })).not.toContain('withdrawn');
    expect(await kinds({ from: at })).not.toContain('created');
    expect(await kinds({ from: at, before: at })).toEqual([]);
  });

  test('page by page', async () => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await world.call(teacher, routes.mine, {
        query: { limit: 3, ...(cursor !== undefined && { cursor }) },
      });
      found.push(...body.items.map(({ id }) => id));
      cursor = body.next ?? undefined;
    } while (cursor !== undefined);
    expect(found).toEqual((await mine()).map(({ id }) => id));
  });
});

describe('the table', () => {
  test('is a download of what is shown, that no spreadsheet runs and no cache keeps', async () => {
    const response = await table(`/log.csv?language=nl&timeZone=Europe/Amsterdam`, teacher);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="wie heeft gekeken.csv"');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const lines = (await response.text()).trim().split('\r\n');
    expect(lines).toHaveLength(9);
    expect(lines[0]).toContain('"Tijd";"Les";"Wat";"Zin"');
    expect(lines[3]).toContain(
      ';"Gekeken";"Coach keek van 00:00 tot 00:20 op een computer.";"Coach";"";"00:00";"00:20";',
    );
    expect(lines.at(-1)).toContain(`"'=HYPERLINK(""http://x"",""Klik"")"`);
  });

  test('holds what was looked for alone', async () => {
    const response = await table(`/recordings/${lesson}/log.csv?language=en&kind=refused`, teacher);
    const lines = (await response.text()).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('Beheerder tried on a computer to see the lesson and was refused.');
  });

  test('is refused to whom the page is, and that is in the log', async () => {
    clock.advance(1000);
    expect((await table(`/recordings/${lesson}/log.csv`, coach)).status).toBe(404);
    expect((await mine({ kind: 'refused' }))[0]).toMatchObject({ actor: { name: 'Coach' }, detail: 'read_log' });
  });
});

test('a refusal over a socket tells the device too', async () => {
  const page = await ReviewPage.open(world.url, coach, undefined, { 'user-agent': 'An iPhone' });
  try {
    clock.advance(1000);
    expect(await page.ask('review:join', { recordingId: lesson, revision: 0 })).toMatchObject({ ok: false });
    expect((await mine({ kind: 'refused' }))[0]).toMatchObject({ actor: { name: 'Coach' }, device: 'phone' });
  } finally {
    page.close();
  }
});
