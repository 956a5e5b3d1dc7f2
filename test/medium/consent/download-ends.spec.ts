import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { classListRoutes, type PupilAnswer, PUPIL_CONSENT_TEXT } from '@lesblik/shared/class-lists';
import { lessonConsentRoutes } from '@lesblik/shared/lesson-consent';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { createApp } from '../../../apps/api/src/app.ts';
import { openServices } from '../../../apps/api/src/base/services.ts';
import { DownloadService } from '../../../apps/api/src/recordings/download.service.ts';
import { today, uploadFilm } from '../../support/lesson.ts';
import { readOn } from '../../support/read-on.ts';
import { type Somebody, World } from '../../support/world.ts';

/** More than lies on the way between here and there. */
const BYTES = 24 * 1024 * 1024;
const film = randomBytes(BYTES);

let world: World;
let school: { id: string };
let teacher: Somebody;
let recordingId: string;
let pupilId: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.school();
  teacher = await world.member(school.id, 'Docent');
});
afterAll(() => world.close());

const said = (purpose: 'institute' | 'outside', answer: PupilAnswer) => ({
  ...{ purpose, answer, answeredBy: 'parent' as const, answeredOn: today(), textVersion: PUPIL_CONSENT_TEXT },
});
const withdraw = (purpose: 'institute' | 'outside') =>
  world.call(teacher, classListRoutes.answer, { params: { pupilId }, body: said(purpose, 'withdrawn') });

/** A lesson of a class of one, who said yes to whatever is outside the school. */
beforeEach(async () => {
  const body = { organisationId: school.id, name: 'Groep 6' };
  const classListId = (await world.call(teacher, classListRoutes.create, { body })).body.id;
  const answers = [said('institute', 'given'), said('outside', 'given')];
  const pupils = [{ label: 'SV', answers }];
  const added = await world.call(teacher, classListRoutes.addPupils, { params: { classListId }, body: { pupils } });
  pupilId = added.body.pupils[0]?.id ?? '';
  recordingId = await uploadFilm(world, teacher, school.id, film);
  await world.call(teacher, recordingRoutes.update, { params: { recordingId }, body: { classListId } });
});

/** Reads the first bytes and then no more for now. */
async function begin(purpose: 'own' | 'institute' | 'outside', url = world.url): Promise<IncomingMessage> {
  const address = `${url}/api${recordingRoutes.original.path.replace(':recordingId', recordingId)}?purpose=${purpose}`;
  const request = httpGet(address, { headers: { cookie: teacher.cookie } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
  await once(response, 'readable');
  return response;
}

const whole = { bytes: BYTES, cut: false };

describe('a film on its way to an institute', () => {
  test('is cut when consent for it is withdrawn, in every API process; what rests on no such consent goes on', async () => {
    const services = await openServices(world.services.config);
    const other = await createApp(services);
    await other.listen(0, '127.0.0.1');
    try {
      const [here, there] = [await begin('institute'), await begin('institute', await other.getUrl())];
      const [own, outside] = [await begin('own'), await begin('outside')];
      expect((await withdraw('institute')).status).toBe(200);
      for (const stream of [here, there]) {
        const { bytes, cut } = await readOn(stream);
        expect(cut).toBe(true);
        expect(bytes).toBeLessThan(BYTES);
      }
      expect([await readOn(own), await readOn(outside)]).toEqual([whole, whole]);
    } finally {
      await other.close();
      await services.shutdown.end();
    }
  });

  test.each([
    ['a pupil of whom nobody was asked is put on its list', () => addPupil('nieuw')],
    ['it names no list any more', () => describeLesson({ classListId: null })],
  ])('is cut when %s', async (_, act) => {
    const stream = await begin('institute');
    expect((await act()).status).toBe(200);
    expect((await readOn(stream)).cut).toBe(true);
  });

  test('is cut when a pupil is in the picture after all', async () => {
    const mark = (pupilIds: string[]) =>
      world.call(teacher, lessonConsentRoutes.markAbsent, { params: { recordingId }, body: { pupilIds } });
    await mark([pupilId]);
    await withdraw('institute');
    const stream = await begin('institute');
    await mark([]);
    expect((await readOn(stream)).cut).toBe(true);
  });

  test('does not begin where consent is withdrawn between the question and the first byte', async () => {
    const downloads = world.app.get(DownloadService, { strict: false });
    const judged = downloads.describe.bind(downloads);
    const meanwhile = jest.spyOn(downloads, 'describe').mockImplementationOnce(async (...asked) => {
      const answer = await judged(...asked);
      await withdraw('institute');
      return answer;
    });
    const query = { purpose: 'institute' as const };
    const reply = await world.call(teacher, recordingRoutes.original, { params: { recordingId }, query });
    expect([reply.status, reply.body.code]).toEqual([409, 'pupils_lack_consent']);
    meanwhile.mockRestore();
  });
});

const describeLesson = (body: { classListId: null }) =>
  world.call(teacher, recordingRoutes.update, { params: { recordingId }, body });
const addPupil = async (label: string) => {
  const { body } = await world.call(teacher, recordingRoutes.get, { params: { recordingId } });
  const params = { classListId: body.classListId ?? '' };
  return world.call(teacher, classListRoutes.addPupils, { params, body: { pupils: [{ label }] } });
};
