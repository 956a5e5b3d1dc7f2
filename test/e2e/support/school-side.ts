import type { Browser } from '@playwright/test';
import { School } from '../../bench/support/school.ts';
import { lessonFilm } from '../../support/lesson-film.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { partWays, type Side } from './call.ts';

/** Somebody's browser in a school with a server of its own. @param cookie as they signed in */
async function schoolSideOf(browser: Browser, school: School, cookie: string, recordingId: string): Promise<Side> {
  const context = await browser.newContext({ baseURL: school.product.url, reducedMotion: 'reduce' });
  await context.addCookies(
    cookie.split('; ').map((one) => {
      const [name = '', ...value] = one.split('=');
      return { name, value: value.join('='), url: school.product.url };
    }),
  );
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { context, page, errors, ids: { recordingId, trajectoryId: '' } };
}

export interface SchoolCall {
  school: School;
  recordingId: string;
  /** The call's. */
  address: string;
  coach: Side;
  teacher: Side;
}

/**
 * A school with a server of its own, for what the demo's server must not suffer, and in it a call about a lesson that
 * coach and teacher can play; nobody has come in yet. All of it goes when `run` is done.
 */
export async function withSchoolCall(
  browser: Browser,
  { seconds, settings = {} }: { seconds: number; settings?: Record<string, string> },
  run: (call: SchoolCall) => Promise<void>,
): Promise<void> {
  const folder = await scratchFolder();
  const school = await School.open(settings);
  try {
    const { recordingId, lastByte } = await school.film(await lessonFilm(folder.path, { seconds, codec: 'h264' }));
    await school.share(recordingId);
    await school.reached(recordingId, 'playable', lastByte, 120_000);
    const { id: teacherId } = await school.send<{ id: string }>('GET', '/me');
    const subject = { title: 'Samen terugkijken', recordingId, personIds: [teacherId] };
    const { id } = await school.send<{ id: string }>('POST', '/rooms', subject, school.coach);
    const coach = await schoolSideOf(browser, school, school.coach, recordingId);
    const teacher = await schoolSideOf(browser, school, school.teacher, recordingId);
    await run({ school, recordingId, address: `/kijkgesprek/${id}`, coach, teacher });
    await partWays(coach, teacher);
  } finally {
    await school.close();
    await folder.remove();
  }
}
