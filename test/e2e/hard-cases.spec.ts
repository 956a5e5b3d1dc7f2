import type { Browser, Page } from '@playwright/test';
import { signedIn } from '../bench/support/browser.ts';
import { fullTrajectory, plannedTalk } from '../bench/support/full-trajectory.ts';
import { School } from '../bench/support/school.ts';
import { cuttableLine } from './support/cut-line.ts';
import { expect, test } from './support/product.ts';

/** With 200 goals, 20 lessons, 2,000 comments and 10 talks. */
let trajectoryId: string;
let school: School;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  school = await School.open();
  trajectoryId = await fullTrajectory(school, 200);
});
test.afterAll(() => school.close());

const SITUATION = 'Jullie tekst: Hoe het nu is, en hoe je het wilt';
const SAVED = 'Alles is opgeslagen.';

async function pageOf(browser: Browser, cookies: string, path: string): Promise<Page> {
  const page = await (await signedIn(browser, school, cookies)).newPage();
  await page.goto(path);
  return page;
}

const close = (...pages: Page[]) => Promise.all(pages.map((page) => page.context().close()));

const lessons = async () =>
  (await school.send<{ items: { id: string; title: string }[] }>('GET', `/recordings?trajectoryId=${trajectoryId}`))
    .items;

test('two coaches take one request at once: one begins, the other reads why not; who then leaves the school is told of', async ({
  browser,
}) => {
  const [joris, eva] = [await school.member('Joris'), await school.member('Eva')];
  const { id: clientId } = await school.send<{ id: string }>('GET', '/me');
  const { id } = await school.send<{ id: string }>('POST', '/trajectory-requests', {
    ...{ organisationId: school.organisationId, title: 'Rust bij de start', reason: 'Een drukke groep.' },
    ...{ coacheeId: joris.id, clientId, coachIds: [school.coachId, eva.id] },
    ...{ startsOn: '2026-12-01', endsOn: '2027-05-01' },
  });
  const [first, second] = [
    await pageOf(browser, eva.cookies, `/trajectories/requests/${id}`),
    await pageOf(browser, school.coach, `/trajectories/requests/${id}`),
  ];
  const take = 'Ik neem deze aanvraag aan';
  await expect(second.getByRole('button', { name: take })).toBeVisible();
  await first.getByRole('button', { name: take }).click();
  await expect(first.getByText('Fijn, jullie kunnen beginnen met dit traject.')).toBeVisible();
  await second.getByRole('button', { name: take }).click();
  await expect(second.getByText(/^Een andere coach was je net voor en heeft deze aanvraag opgepakt/)).toBeVisible();
  await expect(second.getByRole('button', { name: take })).toHaveCount(0);
  await expect(second.getByText('Een drukke groep.')).toHaveCount(0);

  const path = new URL(first.url()).pathname;
  const coachee = await pageOf(browser, joris.cookies, path);
  await expect(coachee.getByRole('heading', { name: 'Rust bij de start' })).toBeVisible();
  await school.send('DELETE', `/organisations/${school.organisationId}/people/${eva.id}`);
  // Her sign-in ended with her place in the school; an open page shows nothing of it any more.
  await expect(first).toHaveURL(/\/sign-in/);
  await coachee.reload();
  await expect(coachee.getByText(/^Eva hoort niet meer bij de school\. Kies samen een andere coach/)).toBeVisible();
  await close(first, second, coachee);
});

test('a guest whose end date passes while they write in a talk reads that it ended; what was written stays', async ({
  browser,
}) => {
  const guest = await school.member('Gast', 'guest');
  const { id: coacheeId } = await school.send<{ id: string }>('GET', '/me');
  const { id: ownId } = await school.send<{ id: string }>('POST', '/trajectories', {
    ...{ organisationId: school.organisationId, title: 'Met een gast', coacheeId, coachId: guest.id },
    ...{ startsOn: '2026-09-01', endsOn: '2027-06-01' },
  });
  const talkId = await plannedTalk(school, ownId, 'Met een gast', 2, guest.cookies);
  const [page, teacher] = [
    await pageOf(browser, guest.cookies, `/gesprek/${talkId}`),
    await pageOf(browser, school.teacher, `/gesprek/${talkId}`),
  ];
  await page.getByLabel(SITUATION).pressSequentially('Tot hier.');
  await expect(teacher.getByLabel(SITUATION)).toHaveValue('Tot hier.');
  await expect(page.getByText(SAVED)).toBeVisible();
  await school.send('PATCH', `/organisations/${school.organisationId}/people/${guest.id}`, {
    endsAt: new Date(Date.now() + 1_000).toISOString(),
  });
  // Access that ends by itself is found within a quarter of a minute.
  await expect(page.getByText(/^Je toegang is voorbij\. Wat je schreef is bewaard\./)).toBeVisible({ timeout: 30_000 });
  await teacher.getByLabel(SITUATION).press('End');
  await teacher.getByLabel(SITUATION).pressSequentially(' En verder.');
  await expect(teacher.getByText(SAVED)).toBeVisible();
  await page.reload();
  await expect(page.getByText('Tot hier.')).toHaveCount(0);
  await teacher.reload();
  await expect(teacher.getByLabel(SITUATION)).toHaveValue('Tot hier. En verder.');
  await close(page, teacher);
});

test('a lesson that is withdrawn, or deleted, leaves the talk: its moment says that it is gone', async ({
  browser,
}) => {
  const talkId = await plannedTalk(school, trajectoryId, 'Over een les', 3);
  const [withdrawn, deleted] = (await lessons()).slice(-2);
  for (const [lesson, startMs] of [
    [withdrawn, 61_000],
    [deleted, 62_000],
  ] as const)
    await school.send('POST', `/talks/${talkId}/moments`, { recordingId: lesson?.id, moment: { startMs } });
  const page = await pageOf(browser, school.coach, `/gesprek/${talkId}`);
  await expect(page.getByText(`01:01 · ${withdrawn?.title}`)).toBeVisible();
  const { items } = await school.send<{ items: { id: string }[] }>('GET', `/recordings/${withdrawn?.id}/grants`);
  await school.send('DELETE', `/grants/${items[0]?.id}`);
  await school.send('DELETE', `/recordings/${deleted?.id}`);
  await page.reload();
  await expect(page.getByText('Deze les is niet met je gedeeld. Het moment op 01:01 kun je niet zien.')).toBeVisible();
  await expect(page.getByText('Deze les is verwijderd. Het moment op 01:02 is er niet meer.')).toBeVisible();
  await expect(page.getByText(withdrawn?.title ?? '-', { exact: true })).toHaveCount(0);
  await expect(page.getByLabel(SITUATION)).toBeEditable();
  await close(page);
});

test('a goal that is put away keeps its comments, and says so', async ({ browser }) => {
  const page = await pageOf(browser, school.teacher, `/trajectories/${trajectoryId}`);
  await page.getByRole('button', { name: 'Berg leerdoel 7 op: Leerdoel 7' }).click();
  await expect(page.getByText('Het leerdoel is opgeborgen.')).toBeVisible();
  await page.getByText(/^Opgeborgen leerdoelen/).click();
  await page.getByRole('link', { name: 'Leerdoel 7', exact: true }).click();
  await expect(page.getByText('Dit leerdoel is opgeborgen. Je kunt alles nog lezen.')).toBeVisible();
  await expect(page.getByText('Wat gebeurt hier?').first()).toBeVisible();
  await page.goBack();
  await page.getByText(/^Opgeborgen leerdoelen/).click();
  await page.getByRole('button', { name: 'Zet terug: Leerdoel 7' }).click();
  await expect(page.getByRole('link', { name: /^Leerdoel \d+$/ })).toHaveCount(200);
  await close(page);
});

test('an agenda that changes while it is filled in changes nothing in that talk', async ({ browser }) => {
  const talkId = await plannedTalk(school, trajectoryId, 'Al begonnen', 4);
  const page = await pageOf(browser, school.coach, `/gesprek/${talkId}`);
  await page.getByLabel(SITUATION).pressSequentially('Al begonnen');
  const administrator = await pageOf(browser, school.teacher, '/agendas');
  await expect(administrator.getByText(/Gesprekken die er al zijn, houden hun agenda\./)).toBeVisible();
  await school.send('PUT', `/organisations/${school.organisationId}/agendas/coaching`, {
    ...{ version: 0, sections: [{ key: 'eigen', title: 'Ons eigen onderdeel', hint: '', beside: 'nothing' }] },
  });
  await page.getByLabel(SITUATION).pressSequentially(', en verder');
  await expect(page.getByText(SAVED)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel(SITUATION)).toHaveValue('Al begonnen, en verder');
  const fresh = await plannedTalk(school, trajectoryId, 'Een nieuw gesprek', 5);
  await page.goto(`/gesprek/${fresh}`);
  await expect(page.getByLabel('Jullie tekst: Ons eigen onderdeel')).toBeVisible();
  await expect(page.getByLabel(SITUATION)).toHaveCount(0);
  await close(page, administrator);
});

test('a time that the clock skips is not offered, and says why', async ({ browser }) => {
  const page = await pageOf(browser, school.coach, `/gesprek/nieuw?traject=${trajectoryId}`);
  await page.getByLabel('Hoe heet het gesprek?').fill('In de nacht');
  await page.getByRole('textbox', { name: 'Dag 1' }).fill('28-3-2027');
  await page.getByRole('textbox', { name: 'Tijd 1' }).fill('02:30');
  await page.getByRole('button', { name: 'Stel voor' }).click();
  await expect(page.getByText('Deze tijd bestaat niet: die nacht gaat de klok vooruit.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Tijd 1' }).fill('03:30');
  await page.getByRole('button', { name: 'Stel voor' }).click();
  await expect(page.getByText(/is aan zet: een tijd kiezen/)).toBeVisible();
  await close(page);
});

test('200 goals, 5,000 characters and text from a word processor fit', async ({ browser }) => {
  const talkId = await plannedTalk(school, trajectoryId, 'Veel tekst', 6);
  const [page, coach] = [
    await pageOf(browser, school.teacher, `/trajectories/${trajectoryId}`),
    await pageOf(browser, school.coach, `/gesprek/${talkId}`),
  ];
  await expect(page.getByRole('link', { name: /^Leerdoel \d+$/ })).toHaveCount(200);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.goto(`/gesprek/${talkId}`);
  const plain = `“Slim” – 1°\n\n• ${'Ik wacht vijf tellen. '.repeat(230)}`.slice(0, 4_999).concat('!');
  const field = page.getByRole('textbox', { name: /^Jullie tekst/ }).first();
  await field.click();
  await page.keyboard.insertText(`\u202e${plain.replaceAll('\n', '\r\n').replace('1', '\u00071')}`);
  await expect(page.getByText(SAVED)).toBeVisible();
  expect(await field.inputValue()).toBe(plain);
  await expect(coach.getByRole('textbox', { name: /^Jullie tekst/ }).first()).toHaveValue(plain);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await coach.getByRole('button', { name: 'Spreek een actie af' }).click();
  await coach.getByLabel('Wat ga je doen?').fill('Wachten');
  await coach.getByLabel('Voor welk leerdoel?').selectOption({ index: 150 });
  await coach.getByRole('button', { name: 'Spreek af', exact: true }).click();
  await expect(page.getByText('Wachten', { exact: true })).toBeVisible();
  await close(page, coach);
});

test('two type in one text while the line of one drops three times: no character is lost, both screens are equal', async ({
  browser,
}) => {
  const talkId = await plannedTalk(school, trajectoryId, 'Samen schrijven', 7);
  const sideOf = async (cookies: string, alphabet: string) => {
    const page = await (await signedIn(browser, school, cookies)).newPage();
    const line = await cuttableLine(page);
    await page.goto(`/gesprek/${talkId}`);
    await expect(page.getByText(SAVED)).toBeVisible();
    return { page, line, alphabet, field: page.getByRole('textbox', { name: /^Jullie tekst/ }).first(), typed: 0 };
  };
  const [first, second] = [await sideOf(school.coach, 'abcdefghij'), await sideOf(school.teacher, 'αβγδεζηθικ')];
  const sides = [first, second];
  let dropping = true;
  const typing = sides.map(async (side) => {
    await side.field.click();
    for (; dropping; side.typed += 1) await side.page.keyboard.type(side.alphabet, { delay: 60 });
  });
  for (const { page, line } of [first, second, first]) {
    line.cut();
    await expect(page.getByText(/^Geen verbinding\. Wat je typt blijft/)).toBeVisible();
    line.mend();
    await expect(page.getByText(/^Geen verbinding\. Wat je typt blijft/)).toBeHidden({ timeout: 30_000 });
  }
  dropping = false;
  await Promise.all(typing);
  const texts = () => Promise.all(sides.map(({ field }) => field.inputValue()));
  const all = sides.reduce((sum, { alphabet, typed }) => sum + alphabet.length * typed, 0);
  await expect.poll(async () => (await texts()).map(({ length }) => length)).toEqual([all, all]);
  const [one, other] = await texts();
  expect(one).toBe(other);
  for (const { alphabet, typed } of sides)
    expect([...(one ?? '')].filter((letter) => alphabet.includes(letter)).join('')).toBe(alphabet.repeat(typed));
  await close(...sides.map(({ page }) => page));
});
