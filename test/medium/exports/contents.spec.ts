import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { exportRoutes } from '@lesblik/shared/exports';
import { goalRoutes } from '@lesblik/shared/goals';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { askFor, download, exportWorker, type Unzipped, unzipped } from '../../support/exports.ts';
import { comment, filmed, written } from '../../support/export-scene.ts';
import { openPdf } from '../../support/pdf.ts';
import { share } from '../../support/recordings.ts';
import { type Pair, pairOf, planned } from '../../support/talks.ts';
import { readWebVtt } from '../../support/webvtt.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;
let archives: Record<'teacher' | 'coach' | 'client' | 'supervisor' | 'administrator', Unzipped>;
/** A pupil who is not in the picture of the first lesson. */
let absent: string;
let films: { first: Buffer; second: Buffer };
const LONG = '😀'.repeat(300);

async function archiveOf(as: Somebody): Promise<Unzipped> {
  const exportId = await askFor(world, as);
  await exportWorker(world).make(exportId);
  const response = await download(world, as, exportId);
  expect(response.status).toBe(200);
  return unzipped(new Uint8Array(await response.arrayBuffer()));
}

beforeAll(async () => {
  world = await World.open();
  pair = await pairOf(world);
  const { teacher, coach, colleague, client, organisationId, trajectoryId } = pair;
  const { db } = world.services;
  const goal = (
    await world.call(teacher, goalRoutes.add, { params: { trajectoryId }, body: { title: 'DOEL wachttijd' } })
  ).body.id;
  await world.call(coach, goalProgressRoutes.rate, {
    params: { goalId: goal },
    body: { value: -2, seen: 'GEZIEN door coach' },
  });
  await world.call(teacher, goalProgressRoutes.rate, { params: { goalId: goal }, body: { value: 1, seen: '=1+1' } });

  const first = await filmed(world, organisationId, teacher, { title: '../\u202eBreuken', trajectoryId });
  const second = await filmed(world, organisationId, teacher, { title: LONG, bytes: 1 });
  films = { first: first.film, second: second.film };
  await share(world, first.id, teacher, coach);
  await share(world, first.id, teacher, colleague);
  const asked = await comment(world, first.id, coach, 'VRAAG van de coach <b>', {
    kind: 'question',
    startMs: 2000,
    endMs: 9000,
    goalIds: [goal],
  });
  await comment(world, first.id, teacher, 'ANTWOORD van de docent', {
    kind: 'question',
    startMs: 2000,
    endMs: 9000,
    parentId: asked,
  });
  await comment(world, first.id, teacher, 'PRIVE van de docent', { private: true, startMs: 60_000 });
  await comment(world, first.id, coach, 'PRIVE van de coach', { private: true });
  await comment(world, first.id, coach, 'WEGGEGOOID', { deletedAt: new Date() });
  await comment(world, first.id, colleague, '=cmd|calc');

  const elsewhere = await filmed(world, organisationId, colleague, { title: 'Les van een collega', bytes: 5 });
  await share(world, elsewhere.id, colleague, teacher);
  await comment(world, elsewhere.id, teacher, 'COMPLIMENT bij een collega');
  await comment(world, elsewhere.id, colleague, 'COLLEGA over zichzelf');
  const ended = await filmed(world, organisationId, colleague, { title: 'NIET MEER gedeeld', bytes: 5 });
  await share(world, ended.id, colleague, teacher, { until: new Date(Date.now() - 1000) });
  await comment(world, ended.id, teacher, 'OOIT geschreven');

  const { id: talkId } = await planned(world, pair, { title: 'GESPREK drie' });
  await written(world, talkId, null, { situation: 'SAMEN geschreven', summary: 'SAMEN samengevat' });
  await written(world, talkId, teacher, { situation: 'VOORBEREID door docent' });
  await written(world, talkId, coach, { situation: 'VOORBEREID door coach' }, new Date());
  await db
    .updateTable('talk')
    .set({ state: 'held', heldAt: new Date(), summary: 'BEVESTIGD door beiden' })
    .where('id', '=', talkId)
    .execute();
  const { id: open } = await planned(world, pair, { title: 'GESPREK vier', times: ['2030-10-29T15:30'] });
  await written(world, open, null, { situation: 'NOG NIET bevestigd' });
  await db
    .insertInto('action')
    .values([
      { trajectoryId, what: 'ACTIE van docent', ownerId: teacher.id, dueOn: '2026-12-01', createdBy: coach.id },
      { trajectoryId, what: 'ACTIE van coach', ownerId: coach.id, dueOn: '2026-12-01', createdBy: coach.id },
    ])
    .execute();
  await db
    .insertInto('trajectoryRequest')
    .values({
      ...{ organisationId, title: 'VERZOEK', reason: 'REDEN van de opdrachtgever', openToCoaches: true },
      ...{ coacheeId: teacher.id, clientId: client.id, filedBy: client.id, filedAt: new Date() },
      ...{ startsOn: '2026-09-01', endsOn: '2027-01-01' },
    })
    .execute();
  await signedReport(trajectoryId);
  absent = await parts(first.id);
  await stayed(goal);
  archives = {
    teacher: await archiveOf(teacher),
    coach: await archiveOf(coach),
    client: await archiveOf(client),
    supervisor: await archiveOf(pair.supervisor),
    administrator: await archiveOf(pair.administrator),
  };
}, 120_000);
afterAll(() => world.close());

/** What others see of a lesson, who of a class is not in it, and when its teacher wants mail; a list of a colleague too. */
async function parts(recordingId: string): Promise<string> {
  const { db } = world.services;
  const { organisationId, teacher, colleague } = pair;
  const at = new Date();
  const list = async (keeperId: string, name: string, label: string) => {
    const row = { organisationId, keeperId, name, madeAt: at, checkedAt: at };
    const { id } = await db.insertInto('classList').values(row).returning('id').executeTakeFirstOrThrow();
    const pupil = db.insertInto('pupil').values({ classListId: id, label, addedAt: at }).returning('id');
    return { id, pupilId: (await pupil.executeTakeFirstOrThrow()).id };
  };
  await list(colleague.id, 'KLAS van een collega', 'stoel 99');
  const own = await list(teacher.id, 'KLAS zes', 'stoel 12');
  const said = { pupilId: own.pupilId, answeredBy: 'parent', answeredOn: '2026-09-01', textVersion: '2026-11-22' };
  for (const answer of ['given', 'withdrawn'] as const)
    await db
      .insertInto('pupilConsent')
      .values({ ...said, purpose: 'outside', answer, recordedBy: teacher.id, recordedAt: at })
      .execute();
  await db
    .updateTable('recording')
    .set({ classListId: own.id, trimStartMs: 0, trimEndMs: 500_000 })
    .where('id', '=', recordingId)
    .execute();
  await db.insertInto('absentPupil').values({ recordingId, pupilId: own.pupilId, markedAt: at }).execute();
  await db
    .updateTable('recordingGrant')
    .set({ startMs: 0, endMs: 30_000 })
    .where('granteeId', '=', colleague.id)
    .where('recordingId', '=', recordingId)
    .execute();
  await db
    .insertInto('notificationChoice')
    .values({ personId: teacher.id, kind: 'preparation_released', mail: 'never' })
    .execute();
  return own.pupilId;
}

/** What a deleted lesson left with a goal. */
async function stayed(goalId: string): Promise<void> {
  const { teacher, coach } = pair;
  const lesson = { recordingId: randomUUID(), recordedOn: '2026-09-02', recordingMadeAt: new Date() };
  const one = (author: Somebody, text: string, readers: Somebody[], startMs: number) => ({
    ...{ ...lesson, id: randomUUID(), goalIds: [goalId], authorId: author.id, readerIds: readers.map(({ id }) => id) },
    ...{ private: readers.length === 1, kind: 'suggestion', startMs, text },
  });
  await world.services.db
    .insertInto('keptComment')
    .values([
      one(coach, 'GEBLEVEN bij het doel', [teacher, coach], 1000),
      one(coach, 'GEBLEVEN voor de coach', [coach], 2000),
      one(teacher, 'GEBLEVEN na eigen woorden', [teacher, coach], 3000),
      one(teacher, 'GEBLEVEN voor hemzelf', [teacher], 4000),
    ])
    .execute();
}

/** Signed and then replaced, with words that are not released and a coach's suggestion. */
async function signedReport(trajectoryId: string): Promise<void> {
  const { db } = world.services;
  const about = { school: 'De Regenboog', trajectory: 'Vragen stellen', coachee: 'Docent', coach: 'Coach' };
  const said = {
    language: 'nl',
    period: null,
    talks: null,
    goals: [],
    texts: [{ key: 'learned', text: 'GELEERD te wachten' }],
  };
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 8, minute));
  const signed = { trajectoryId, signedBy: pair.teacher.id, signedName: 'D. Ocent' };
  const content = JSON.stringify({ ...about, ...said });
  await db
    .insertInto('reportVersion')
    .values([
      { ...signed, number: 1, content, signedAt: at(0), replacedAt: at(1) },
      { ...signed, number: 2, content, signedAt: at(1) },
    ])
    .execute();
  await db
    .insertInto('reportField')
    .values({ trajectoryId, key: 'support', text: 'NIET vrijgegeven', revision: 1, changedAt: at(0) })
    .execute();
  const suggestion = { key: 'learned', about: '', suggestedBy: pair.coach.id, suggestedAt: at(0) };
  await db
    .insertInto('reportSuggestion')
    .values({ ...suggestion, trajectoryId, text: 'VOORSTEL van coach' })
    .execute();
}

/** All that can be read in an archive but the films. */
const words = ({ files }: Unzipped): string =>
  [...files]
    .filter(([path]) => !/\/film/.test(path))
    .map(([path, bytes]) => `${path}\n${bytes.toString()}`)
    .join('\n');
const paths = ({ files }: Unzipped) => [...files.keys()];

describe('what is theirs', () => {
  test('a teacher’s parts of lessons, class lists with every answer, and choices of mail; no list of a colleague', () => {
    const { data } = archives.teacher;
    const lesson = data.lessons.find(({ title }) => title.includes('Breuken'));
    const { id: listId } = data.classLists[0] ?? {};
    expect(lesson).toMatchObject({
      shown: { startMs: 0, endMs: 500_000 },
      pupils: { classListId: listId, noPupils: false, notInThePicture: [absent] },
    });
    expect(lesson?.grants.map(({ part }) => part)).toEqual([null, { startMs: 0, endMs: 30_000 }]);
    expect(data.classLists).toMatchObject([
      {
        name: 'KLAS zes',
        removedAt: null,
        pupils: [
          {
            id: absent,
            label: 'stoel 12',
            answers: [
              { purpose: 'outside', answer: 'given', answeredBy: 'parent', answeredOn: '2026-09-01' },
              { purpose: 'outside', answer: 'withdrawn' },
            ],
          },
        ],
      },
    ]);
    expect(data.person.notifications).toMatchObject({
      mail: { preparation_released: 'never' },
      quiet: { from: '20:00' },
    });
    expect(words(archives.teacher)).not.toMatch(/KLAS van een collega|stoel 99/);
    expect(words(archives.coach)).not.toMatch(/KLAS|stoel/);
    expect(words(archives.administrator)).not.toMatch(/KLAS|stoel/);
  });
});

describe('what is not theirs to have', () => {
  test('client, supervisor and administrator get no lesson, no comment, no goal and nothing of a talk', () => {
    for (const role of ['client', 'supervisor', 'administrator'] as const) {
      const { data } = archives[role];
      expect(data).toMatchObject({ lessons: [], othersLessons: [], trajectories: [], coaching: [] });
      expect(words(archives[role])).not.toMatch(
        /DOEL|GEZIEN|VRAAG|ANTWOORD|PRIVE|COMPLIMENT|Breuken|SAMEN|BEVESTIGD|VOORBEREID|ACTIE|GESPREK|GEBLEVEN/,
      );
      expect(paths(archives[role]).filter((path) => /film|opmerkingen/.test(path))).toEqual([]);
    }
    expect(archives.client.data.requests).toMatchObject([{ reason: 'REDEN van de opdrachtgever' }]);
    for (const role of ['supervisor', 'administrator'] as const) expect(words(archives[role])).not.toContain('REDEN');
  });

  test('a teacher gets no private comment of another, nothing deleted, no preparation of the coach, no lesson of another', () => {
    expect(words(archives.teacher)).not.toMatch(
      /PRIVE van de coach|WEGGEGOOID|VOORBEREID door coach|COLLEGA over zichzelf|NIET MEER gedeeld|OOIT geschreven/,
    );
    expect(archives.teacher.data.leftOut).toEqual({ ownComments: 1 });
    expect(archives.teacher.text('LEES-MIJ.txt')).toContain('Eén opmerking van jou staat bij een les die niet meer');
    expect(paths(archives.teacher).filter((path) => path.includes('/film'))).toHaveLength(2);
  });

  test('a coach gets what they wrote and what both confirmed; no lesson, no goal list, no word of the coachee', () => {
    expect(words(archives.coach)).not.toMatch(
      /ANTWOORD|van de docent|door docent|SAMEN|NOG NIET|ACTIE van docent|=cmd|=1\+1|REDEN|WEGGEGOOID/,
    );
    const { data } = archives.coach;
    expect(data).toMatchObject({
      lessons: [],
      trajectories: [],
      coaching: [
        {
          ratings: [{ goalTitle: 'DOEL wachttijd', value: -2, seen: 'GEZIEN door coach' }],
          actions: [{ what: 'ACTIE van coach' }],
          talks: [
            {
              title: 'GESPREK drie',
              summary: 'BEVESTIGD door beiden',
              texts: null,
              preparation: [{ text: 'VOORBEREID door coach' }],
            },
            { title: 'GESPREK vier', summary: null, texts: null, preparation: [] },
          ],
        },
      ],
    });
    expect(data.othersLessons.flatMap(({ comments }) => comments.map(({ text }) => text))).toEqual([
      'PRIVE van de coach',
      'VRAAG van de coach <b>',
    ]);
    expect(paths(archives.coach).filter((path) => path.includes('/film'))).toEqual([]);
  });

  test('nobody but the coachee gets a report or its words; the coach what they suggested', () => {
    for (const role of ['coach', 'client', 'supervisor', 'administrator'] as const) {
      expect(words(archives[role])).not.toMatch(/GELEERD|NIET vrijgegeven/);
      expect(paths(archives[role]).filter((path) => path.endsWith('.pdf'))).toEqual([]);
    }
    expect(archives.coach.data.coaching[0]?.suggestions).toMatchObject([{ text: 'VOORSTEL van coach', state: 'open' }]);
    expect(words(archives.teacher)).not.toContain('VOORSTEL van coach');
  });

  test('nothing in any archive lets somebody sign in', async () => {
    const { rows } = await world.services.pool.query<{ secret: string }>(
      'select token as secret from auth_session union all select password from auth_account where password is not null',
    );
    for (const archive of Object.values(archives))
      for (const { secret } of rows) expect(words(archive)).not.toContain(secret);
  });
});

describe('a teacher’s archive', () => {
  test('holds the films byte for byte, in folders that every system takes, whatever the lessons are called', () => {
    const { files, data } = archives.teacher;
    expect(data.lessons.map(({ film }) => files.get(film?.path ?? ''))).toEqual([films.first, films.second]);
    expect(data.lessons[0]).toMatchObject({ title: '../\u202eBreuken', folder: 'lessen/2026-09-01 _Breuken' });
    expect(data.lessons[1]?.folder).toBe(`lessen/2026-09-01 ${'😀'.repeat(20)}`);
    for (const path of paths(archives.teacher)) {
      expect(path).toMatch(/^[^/]+(\/[^/]+){0,2}$/);
      expect(path).not.toMatch(/[\\:*?"<>|\p{Cc}\u202a-\u202e]|\/[. ]|[. ](\/|$)/u);
      expect(path.length).toBeLessThan(200);
    }
  });

  test('holds comments of others with their names, own private ones, goals with the ratings of both, talks and actions', () => {
    const { data } = archives.teacher;
    const comments = data.lessons[0]?.comments.map(({ author, text }) => `${author.name}: ${text}`);
    expect(comments?.toSorted()).toEqual([
      'Coach: VRAAG van de coach <b>',
      'Collega: =cmd|calc',
      'Docent: ANTWOORD van de docent',
      'Docent: PRIVE van de docent',
    ]);
    expect(data.othersLessons).toMatchObject([
      { title: 'Les van een collega', comments: [{ text: 'COMPLIMENT bij een collega' }] },
    ]);
    const [trajectory] = data.trajectories;
    expect(trajectory?.goals[0]?.ratings.map(({ as, value }) => [as, value])).toEqual([
      ['coach', -2],
      ['coachee', 1],
    ]);
    expect(trajectory?.talks[0]).toMatchObject({
      summary: 'BEVESTIGD door beiden',
      preparation: [{ section: 'situation', text: 'VOORBEREID door docent' }],
    });
    expect(trajectory?.talks[0]?.texts?.map(({ text }) => text)).toEqual(['SAMEN geschreven', 'SAMEN samengevat']);
    expect(trajectory?.actions.map(({ what }) => what).toSorted()).toEqual(['ACTIE van coach', 'ACTIE van docent']);
    expect(data.requests).toMatchObject([{ title: 'VERZOEK' }]);
    expect(data.person).toMatchObject({ name: 'Docent', memberships: [{ school: 'De Regenboog', role: 'member' }] });
    expect(data.person.signIns).toHaveLength(1);
  });

  test('holds what stayed with a goal of a deleted lesson, as they may read it; a coach’s what they wrote of that', () => {
    const texts = ({ data }: Unzipped) => data.keptComments.map(({ text }) => text);
    expect(texts(archives.teacher)).toEqual([
      'GEBLEVEN bij het doel',
      'GEBLEVEN na eigen woorden',
      'GEBLEVEN voor hemzelf',
    ]);
    expect(texts(archives.coach)).toEqual(['GEBLEVEN bij het doel', 'GEBLEVEN voor de coach']);
    expect(archives.teacher.data.keptComments[0]).toMatchObject({
      ...{ author: { name: 'Coach' }, kind: 'suggestion', moment: { startMs: 1000, endMs: null }, private: false },
      ...{ goals: [{ title: 'DOEL wachttijd' }], recordedOn: '2026-09-02' },
    });
    const row = '"les die is verwijderd";"2026-09-02";"0:00:01.000";"";"Suggestie";"Coach";"GEBLEVEN bij het doel"';
    expect(archives.teacher.text('opmerkingen.csv')).toContain(row);
    expect(archives.coach.text('opmerkingen.csv')).toContain('GEBLEVEN voor de coach');
  });

  test('holds subtitles, annotations and tables of the same comments', () => {
    const { data, text, files } = archives.teacher;
    const folder = data.lessons[0]?.folder ?? '';
    const { cues } = readWebVtt(text(`${folder}/opmerkingen.vtt`));
    expect(cues.find(({ voice }) => voice === 'Coach')).toMatchObject({
      ...{ startMs: 2000, endMs: 9000, text: 'Vraag: VRAAG van de coach <b>' },
    });
    expect(cues).toHaveLength(4);
    const annotations = JSON.parse(text(`${folder}/opmerkingen.jsonld`)) as {
      first: { items: { target: { source: string; selector: { value: string } } }[] };
    };
    expect(annotations.first.items.find(({ target }) => target.selector?.value === 't=npt:2.000,9.000')).toMatchObject({
      motivation: ['commenting', 'questioning'],
      target: { source: 'film.mp4' },
    });
    expect(files.has(`${folder}/${annotations.first.items[0]?.target.source ?? ''}`)).toBe(true);
    const table = text('opmerkingen.csv');
    expect(table.startsWith('\ufeff"les";"dag van de les"')).toBe(true);
    expect(table).toContain(`"'=cmd|calc"`);
    expect(text('waar de leerdoelen staan.csv')).toContain(`"'=1+1"`);
    expect(text('waar de leerdoelen staan.csv')).toContain('"-2"');
  });

  test('holds every report that they signed, as PDF and as data, and what they are still writing', async () => {
    const { data, files } = archives.teacher;
    const [trajectory] = data.trajectories;
    expect(trajectory?.reports.map(({ number, state, path }) => [number, state, path])).toEqual([
      [1, 'replaced', 'verslagen/Vragen stellen 1.pdf'],
      [2, 'released', 'verslagen/Vragen stellen 2.pdf'],
    ]);
    expect(trajectory?.evaluation).toMatchObject([{ key: 'support', text: 'NIET vrijgegeven', released: false }]);
    const pdf = files.get('verslagen/Vragen stellen 2.pdf') ?? Buffer.of();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await openPdf(new Uint8Array(pdf))).text).toMatch(/GELEERD te wachten[^]*D\. Ocent/);
  });

  test('fits the schema that lies beside it and is served to anybody, as another reads JSON Schema', async () => {
    const schema = JSON.parse(archives.teacher.text('gegevens.schema.json')) as Record<string, unknown>;
    const { body } = await world.call(undefined, exportRoutes.schema, {});
    expect(body).toEqual(schema);
    // What a format means stands beside it as a pattern.
    const ajv = new Ajv2020({ allErrors: true, formats: { uuid: true, date: true, 'date-time': true } });
    const fits = ajv.compile(schema);
    for (const { data } of Object.values(archives)) {
      fits(data);
      expect(fits.errors).toBeNull();
    }
    expect(fits({ ...archives.teacher.data, lessons: [{}] })).toBe(false);
  });
});
