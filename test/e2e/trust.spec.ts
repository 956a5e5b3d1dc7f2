import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { openPdf } from '../support/pdf.ts';
import { expect, test } from './support/product.ts';
import { openLesson, playhead, video } from './support/review.ts';
import { close, COMMENTS, isRefused, openSharing, shareWith, TrustSchool, withdrawOf } from './support/trust-school.ts';

/** What docs/privacy says can be shown to a works council, shown. */
let trust: TrustSchool;
test.beforeAll(async () => {
  test.setTimeout(480_000);
  trust = await TrustSchool.open();
});
test.afterAll(() => trust.close());

const ENDS_WITHIN_MS = 2_000;

test('an administrator who opens a lesson’s address is refused; its teacher reads it, finds it and takes it along', async ({
  browser,
}) => {
  const [tries, reads] = [await trust.pageOf(browser, 'Beheerder'), await trust.pageOf(browser, 'Docent')];
  const told = 'Beheerder probeerde op een computer de les te bekijken en kwam er niet in.';
  await tries.goto(trust.lesson);
  await isRefused(tries);
  for (const path of ['', '/log', '/comments', '/grants', '/original', '/hls/master.m3u8', '/poster'])
    expect((await tries.request.get(`/api${trust.lesson}${path}`)).status(), path).toBe(404);

  await reads.goto('/recordings');
  await reads.getByRole('link', { name: 'Wie heeft gekeken' }).click();
  const lines = reads.locator('li[data-kind]');
  await expect(lines.filter({ hasText: told })).toHaveCount(1);
  await expect(
    lines.filter({ hasText: 'Docent maakte deze les.' }).or(lines.filter({ hasText: 'Jij maakte' })),
  ).toHaveCount(1);

  await test.step('found by a word and a person, and that alone', async () => {
    await reads.getByLabel('Zoek op naam of woord').fill('kwam er niet in');
    await expect(lines).toHaveCount(1);
    await reads.getByLabel('Wie', { exact: true }).selectOption({ label: 'Beheerder' });
    await expect(lines).toHaveText([new RegExp(told)]);
  });

  await test.step('downloaded as a table of what was found', async () => {
    const coming = reads.waitForEvent('download');
    await reads.getByRole('link', { name: 'Download als tabel' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    const rows = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('Wie');
    expect(rows[1]).toContain(told);
  });
  await close(tries, reads);
});

test('a withdrawal stops a lesson that is playing within two seconds, empties its player, and says why', async ({
  browser,
}) => {
  const [shares, watches] = [await trust.pageOf(browser, 'Docent'), await trust.pageOf(browser, 'Coach')];
  const served: { url: string; at: number }[] = [];
  watches.on('response', (response) => {
    if (response.url().includes('/hls/') && response.ok()) served.push({ url: response.url(), at: Date.now() });
  });
  await shares.goto(trust.lesson);
  const dialog = await openSharing(shares);
  await shareWith(dialog, 'Coach');
  await expect(withdrawOf(dialog, 'Coach')).toBeVisible();
  await openLesson(watches, trust.recordingId, 20_000);
  const player = await video(watches).elementHandle();
  await watches.keyboard.press('k');
  await expect.poll(() => playhead(watches), 'it plays').toBeGreaterThan(21);
  await expect(video(watches)).toHaveJSProperty('paused', false);

  const withdrawnAt = Date.now();
  await withdrawOf(dialog, 'Coach').click();
  const why = watches.getByRole('alert');
  await expect(why).toContainText('De leerkracht deelt deze les niet meer', { timeout: ENDS_WITHIN_MS });
  await expect(video(watches)).toHaveCount(0, { timeout: ENDS_WITHIN_MS });
  // What was loaded ahead is gone too, from an element that is on no page any more.
  const left = await player?.evaluate((element) => {
    const { paused, src, buffered, readyState } = element as HTMLVideoElement;
    return { paused, src, buffered: buffered.length, readyState };
  });
  expect(Date.now() - withdrawnAt).toBeLessThan(ENDS_WITHIN_MS);
  expect(left).toEqual({ paused: true, src: '', buffered: 0, readyState: 0 });
  await expect(why).toContainText('Beeld en opmerkingen zijn van dit scherm gehaald');
  await expect(watches.getByRole('feed')).toHaveCount(0);

  await test.step('nothing of it comes any more, and it is shared again as easily', async () => {
    for (const { url } of served.slice(-3)) expect((await watches.request.get(url)).status()).toBe(404);
    await watches.reload();
    await isRefused(watches);
    expect(served.filter(({ at }) => at > withdrawnAt + ENDS_WITHIN_MS)).toEqual([]);
    await shareWith(dialog, 'Coach');
    await expect(watches.getByRole('feed')).toBeVisible({ timeout: 30_000 });
    await withdrawOf(dialog, 'Coach').click();
    await expect(why).toBeVisible();
  });
  await close(shares, watches);
});

const LIST = 'Groep 6';
const REFUSES = 'stoel 4';
/** As a spreadsheet saves it. One row bears a name, which no list needs. */
const CSV = `leerling;begeleiding;opleiding;buiten;door;datum
AB;ja;ja;ja;ouder;01-09-2026
${REFUSES};ja;ja;nee;ouder;01-09-2026
Jan Jansen;ja;ja;ja;ouder;01-09-2026
`;

test('one refusal on a class list keeps a lesson inside the school until that pupil is not in it; consent taken back closes it', async ({
  browser,
}) => {
  const [teacher, guest] = [await trust.pageOf(browser, 'Docent'), await trust.pageOf(browser, 'Gast')];
  const heard: string[] = [];
  guest.on('response', (response) => {
    void response.text().then(
      (text) => heard.push(text),
      () => undefined,
    );
  });
  const outside = teacher.getByRole('listitem').filter({ hasText: 'Buiten de school:' });
  const save = teacher.getByRole('tabpanel').getByRole('button', { name: 'Opslaan', exact: true });

  await test.step('the list comes from a spreadsheet, without the row that bears a name', async () => {
    await teacher.goto('/recordings');
    await teacher.getByRole('link', { name: 'Klassenlijsten' }).click();
    await teacher.getByRole('button', { name: 'Nieuwe klassenlijst' }).click();
    await teacher.getByLabel('Welke klas?').fill(LIST);
    await teacher.getByRole('button', { name: 'Maak de lijst' }).click();
    await teacher.getByRole('button', { name: 'Haal uit een bestand' }).click();
    const file = { name: 'klas.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) };
    await teacher.locator('input[type=file]').setInputFiles(file);
    await expect(teacher.getByText('Dit lijkt een volledige naam.')).toBeVisible();
    await teacher.getByRole('button', { name: 'Neem 2 leerlingen over' }).click();
    await expect(teacher.getByRole('heading', { name: '2 leerlingen' })).toBeVisible();
  });

  await test.step('the lesson names the list, and says who stands in the way', async () => {
    await openLesson(teacher, trust.recordingId, 0);
    await teacher.getByRole('tab', { name: 'Gegevens' }).click();
    await teacher.getByRole('button', { name: 'Wijzig', exact: true }).click();
    await teacher.getByLabel('Welke klassenlijst?').selectOption({ label: LIST });
    await save.click();
    await expect(outside).toContainText('mag niet');
    await expect(outside).toContainText(`Geen toestemming voor: ${REFUSES}`);
  });

  await test.step('sharing with a guest is refused, and the seat is told to the owner alone', async () => {
    const dialog = await openSharing(teacher);
    await shareWith(dialog, 'Gast');
    await expect(dialog.getByRole('alert')).toContainText(
      `Gast komt van buiten de school, en daarvoor is geen toestemming voor ${REFUSES}. Er is niets gedeeld.`,
    );
    // Where it says that something can be done, the page calls it so too.
    await expect(dialog.getByRole('alert')).toContainText('Zeg dat bij ‘Gegevens’.');
    await expect(teacher.getByRole('tab', { name: 'Gegevens', includeHidden: true })).toHaveCount(1);
    await expect(dialog.getByText('Alleen jij kunt deze les zien.')).toBeVisible();
    // Once another is chosen it is not said of them.
    await dialog.getByLabel('Met wie?').selectOption({ label: 'Coach' });
    await expect(dialog.getByRole('alert')).toHaveCount(0);
    await teacher.keyboard.press('Escape');
    await guest.goto(trust.lesson);
    await isRefused(guest);
  });

  await test.step('its owner marks that pupil as not in the picture, and the guest sees it', async () => {
    await teacher.getByRole('button', { name: 'Wie is niet in beeld?' }).click();
    await teacher.getByRole('checkbox', { name: REFUSES }).check();
    await save.click();
    await expect(outside).toContainText('Download voor iemand buiten de school');
    const dialog = await openSharing(teacher);
    await shareWith(dialog, 'Gast');
    await expect(withdrawOf(dialog, 'Gast')).toBeVisible();
    await openLesson(guest, trust.recordingId, 0);
  });

  await test.step('a parent of another pupil takes their yes back: it closes before the guest’s eyes', async () => {
    await teacher.goto('/class-lists');
    await teacher.getByRole('link', { name: LIST }).click();
    await teacher.getByRole('button', { name: 'Antwoorden van AB' }).click();
    const answer = teacher.getByRole('form', { name: 'Nieuw antwoord voor AB' });
    await answer.getByLabel('Waarvoor?').selectOption({ label: 'Buiten de school' });
    await answer.getByLabel('Antwoord', { exact: true }).selectOption({ label: 'ingetrokken' });
    await answer.getByRole('button', { name: 'Schrijf het op' }).click();
    await expect(guest.getByRole('alert')).toContainText('Beeld en opmerkingen zijn van dit scherm gehaald', {
      timeout: ENDS_WITHIN_MS,
    });
    await expect(video(guest)).toHaveCount(0);
  });

  await test.step('it waits on the owner’s list, and the log says why', async () => {
    await teacher.goto('/');
    await teacher.getByRole('link', { name: /is dicht: geen toestemming meer voor 1 leerling/ }).click();
    await expect(teacher.getByText('Buiten de school: geen toestemming meer voor AB')).toBeVisible();
    await teacher.goto('/log');
    await expect(teacher.getByText('De toegang van Gast stopte, omdat er niet voor elke leerling')).toBeVisible();
  });
  expect(heard.filter((text) => text.includes(REFUSES))).toEqual([]);
  await close(teacher, guest);
});

/** Edges are encoded anew by the media worker. */
const MADE_WITHIN_MS = 60_000;

/** The page shows these seconds and no others: on its timeline, in its player and in its thumbnails. */
async function showsOnly(page: Page, from: number, to: number): Promise<void> {
  const timeline = page.locator('section [role=slider]').first();
  await expect(timeline).toHaveAttribute('aria-valuemin', String(from), { timeout: MADE_WITHIN_MS });
  await expect(timeline).toHaveAttribute('aria-valuemax', String(to));
  const length = () => page.evaluate(() => document.querySelector('video')?.duration ?? 0);
  await expect.poll(length, { timeout: MADE_WITHIN_MS }).toBeCloseTo(to - from, 0);
  const cues = await (await page.request.get(`/api${trust.lesson}/thumbnails.vtt`)).text();
  const minutes = [...cues.matchAll(/(\d\d):(\d\d)\.\d{3}/g)];
  const seconds = minutes.map(([, minute, second]) => Number(minute) * 60 + Number(second));
  expect(seconds.length).toBeGreaterThan(0);
  expect(seconds.filter((second) => second < from || second > to)).toEqual([]);
}

test('a coach who is shown a part gets its picture, thumbnails and comments and nothing else; trimming takes more', async ({
  browser,
}) => {
  const [shares, watches] = [await trust.pageOf(browser, 'Docent'), await trust.pageOf(browser, 'Coach')];
  await openLesson(shares, trust.recordingId, 0);
  const dialog = await openSharing(shares);
  const comments = watches.getByRole('feed').getByRole('article');

  await test.step('the teacher shares the part, and reads what that is', async () => {
    const form = dialog.locator('form');
    await form.getByRole('radio', { name: 'Een deel' }).check();
    await form.getByLabel('Begin', { exact: true }).fill('00:30');
    await form.getByLabel('Eind', { exact: true }).fill('00:50');
    await form.getByLabel('Met wie?').selectOption({ label: 'Coach' });
    await expect(form).toContainText('Alleen 00:30 tot 00:50: beeld, geluid en opmerkingen daarbuiten niet.');
    await form.getByRole('button', { name: 'Deel de les' }).click();
    await expect(dialog.getByText('Ziet 00:30 tot 00:50.')).toBeVisible();
    await watches.goto(trust.lesson);
    await showsOnly(watches, 30, 50);
    await expect(comments).toHaveCount(1);
    await expect(comments).toContainText(COMMENTS[1]?.text ?? '');
  });

  const trim = dialog.locator('section').filter({ hasText: 'Bijsnijden' });
  const openTrim = () => dialog.getByRole('button', { name: 'Wijzig wat anderen van de les zien' }).click();
  await test.step('trimmed, the coach’s page begins anew with what is left', async () => {
    await openTrim();
    await trim.getByLabel('Begin', { exact: true }).fill('00:40');
    await trim.getByRole('button', { name: 'Bewaar' }).click();
    await expect(trim).toContainText('Anderen zien nooit meer dan 00:40 tot');
    await showsOnly(watches, 40, 50);
    await expect(comments).toHaveCount(0);
    expect(await shares.evaluate(() => document.querySelector('video')?.duration)).toBeCloseTo(60, 0);
  });

  await test.step('and put back', async () => {
    await openTrim();
    await trim.getByRole('radio', { name: 'De hele les' }).check();
    await trim.getByRole('button', { name: 'Bewaar' }).click();
    await expect(trim).toContainText('Anderen kunnen de hele les zien, als je die deelt.');
    await showsOnly(watches, 30, 50);
  });
  await close(shares, watches);
});

async function downloaded(page: Page, button: Locator): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await button.click();
  return readFile(await (await coming).path());
}

test('a deleted lesson leaves a certificate that anybody can check, and that no change survives', async ({
  browser,
}) => {
  const page = await trust.pageOf(browser, 'Docent');
  await test.step('its owner deletes it, and reads that it is going', async () => {
    await page.goto(trust.lesson);
    await page.getByRole('tab', { name: 'Gegevens' }).click();
    await page.getByRole('button', { name: 'Verwijder de les' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Verwijder voorgoed' }).click();
    await expect(page).toHaveURL('/recordings');
    await page.goto('/account/deleted');
    await expect(page.getByText('Wordt nu verwijderd. Niemand kan er meer bij.')).toBeVisible();
  });

  const [json, pdf] = await test.step('within a minute the proof is there, twice', async () => {
    await expect(
      page.getByText(/bestanden gewist\. Vanaf .* staat ook in geen enkele back-up nog een sleutel\./),
    ).toBeVisible({
      timeout: 60_000,
    });
    const file = (kind: string) => page.getByRole('link', { name: `Bewijs (${kind}), Les van` });
    return [await downloaded(page, file('JSON')), await downloaded(page, file('PDF'))] as const;
  });
  const { certificate } = JSON.parse(json.toString()) as {
    certificate: { recording: { id: string }; objects: { key: string; sha256: string }[] };
  };
  expect(certificate.recording.id).toBe(trust.recordingId);
  expect(certificate.objects.some(({ key }) => key.includes('/hls/'))).toBe(true);
  const { text } = await openPdf(new Uint8Array(pdf));
  expect(text).toContain(trust.recordingId);

  await test.step('somebody without an account checks both, and finds out what was changed', async () => {
    const stranger = await (await browser.newContext({ baseURL: trust.school.product.url })).newPage();
    await stranger.goto('/certificaat');
    const verdict = stranger.getByRole('status');
    const check = (name: string, mimeType: string, buffer: Buffer) =>
      stranger.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
    await check('bewijs.json', 'application/json', json);
    await expect(verdict).toContainText('Dit bewijs klopt.');
    await expect(verdict).toContainText(trust.recordingId);
    const changed = json.toString().replace('"why": "owner"', '"why": "term"');
    expect(changed).not.toBe(json.toString());
    await check('veranderd.json', 'application/json', Buffer.from(changed));
    await expect(verdict).toHaveText('Dit bewijs klopt niet: er is iets in veranderd.');
    await check('bewijs.pdf', 'application/pdf', pdf);
    await expect(verdict).toContainText('Dit bewijs klopt.');
    const painted = Buffer.from(pdf);
    painted.writeUInt8(painted.readUInt8(painted.length >> 1) ^ 1, painted.length >> 1);
    await check('veranderd.pdf', 'application/pdf', painted);
    await expect(verdict).toHaveText('Dit bewijs klopt niet: er is iets in veranderd.');
    await close(stranger);
  });
  await close(page);
});
