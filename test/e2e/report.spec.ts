import type { APIRequestContext, Page } from '@playwright/test';
import { openPdf } from '../support/pdf.ts';
import { contextOf, settled } from './support/demo.ts';
import { looksRight } from './support/look.ts';
import { expect, test } from './support/product.ts';

/** Of this test alone, in its final evaluation, with a written report agreed on and one rated goal. */
async function begin(coach: APIRequestContext, coachee: APIRequestContext): Promise<string> {
  const read = async <T>(answer: ReturnType<APIRequestContext['get']>) => (await (await answer).json()) as T;
  const me = await read<{ id: string; memberships: { organisationId: string }[] }>(coach.get('/api/me'));
  const organisationId = me.memberships[0]?.organisationId ?? '';
  const { items } = await read<{ items: { id: string; name: string }[] }>(
    coach.get(`/api/organisations/${organisationId}/colleagues`),
  );
  const idOf = (name: string) => items.find((person) => person.name.startsWith(name))?.id;
  const data = {
    ...{ organisationId, title: 'Verslag schrijven', startsOn: '2026-02-01', endsOn: '2026-12-01' },
    ...{ coacheeId: idOf('Joris'), coachId: me.id, clientId: idOf('Hans'), supervisorId: idOf('Mirjam') },
  };
  const { id } = await read<{ id: string }>(coach.post('/api/trajectories', { data }));
  const agreement = await read<{ versions: { id: string }[] }>(
    coach.post(`/api/trajectories/${id}/agreements`, {
      data: { kind: 'report', choice: 'report', clientAgreed: 'Hans, 3 februari' },
    }),
  );
  await coachee.post(`/api/working-agreement-versions/${agreement.versions[0]?.id}/answer`, {
    data: { decision: 'accept' },
  });
  for (const title of ['Wachten na een vraag', 'Een leerdoel dat ik voor me houd']) {
    const goal = await read<{ id: string }>(coachee.post(`/api/trajectories/${id}/goals`, { data: { title } }));
    for (const value of [-1, 1])
      await coachee.post(`/api/goals/${goal.id}/ratings`, { data: { value, seen: 'In de les van maandag' } });
  }
  for (const phase of ['coaching', 'final_evaluation'])
    await coach.patch(`/api/trajectories/${id}`, { data: { phase } });
  return id;
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('the coachee writes, the coach suggests, what is signed is read by the client, and withdrawn it is gone', async ({
  browser,
  demo,
}) => {
  const coachContext = await contextOf(browser, demo, 'coach', { language: 'en', theme: 'dark' });
  const teacherContext = await contextOf(browser, demo, 'collega');
  const clientContext = await contextOf(browser, demo, 'opdrachtgever');
  const id = await begin(coachContext.request, teacherContext.request);
  const [teacher, coach, client] = await Promise.all(
    [teacherContext, coachContext, clientContext].map((context) => context.newPage()),
  );
  if (!teacher || !coach || !client) throw new Error('a page did not open');
  await client.goto(`/trajectories/${id}`);
  await expect(client.getByRole('heading', { level: 1 })).toHaveText('Verslag schrijven');

  await test.step('the coachee writes, and chooses what is shared', async () => {
    await teacher.goto(`/trajectories/${id}`);
    await teacher.getByRole('link', { name: 'Naar de slotevaluatie' }).click();
    await expect(teacher.getByRole('heading', { level: 1 })).toHaveText('Slotevaluatie');
    const goal = part(teacher, 'Wachten na een vraag');
    await expect(goal.getByText('eerst minder dan gehoopt, nu meer dan gehoopt')).toBeVisible();
    await goal.getByRole('textbox').fill('Ik tel nu tot drie.');
    await goal.getByRole('switch', { name: /^Deel dit/ }).check();
    await goal.getByRole('switch', { name: /^Deel ook het getal/ }).check();
    await expect(goal.getByText(/^Dit wil je delen met Hans .* en Mirjam .*, met het getal/)).toBeVisible();
    const hidden = part(teacher, 'Een leerdoel dat ik voor me houd');
    await hidden.getByRole('textbox').fill('Geheim: dit lukt me niet.');
    await expect(hidden.getByText('Alleen jij en Eva (coach)')).toBeVisible();
    const learned = part(teacher, 'Wat is er veranderd?');
    await learned.getByRole('textbox').fill('Het is rustiger.');
    await learned.getByRole('switch').check();
    await part(teacher, 'Hoe houd je het vast?').getByRole('textbox').fill('Geheim: ik twijfel nog.');
    await part(teacher, 'Hoe het traject liep').getByRole('switch').first().check();
    const future = part(teacher, 'Wat ga je nog doen?');
    await future.getByRole('textbox').fill('Ik kijk elke maand een les terug, met een collega. '.repeat(90));
    await future.getByRole('switch').check();
    await expect(teacher.getByText('Bewaren…')).toHaveCount(0);
    await looksRight(teacher, 'evaluation-teacher-nl-light');
  });

  await test.step('the coach reads along and suggests other words, that the coachee takes', async () => {
    await coach.goto(`/trajectories/${id}/evaluation`);
    const learned = part(coach, 'What has changed?');
    await expect(learned.getByText('Het is rustiger.')).toBeVisible();
    await expect(learned.getByRole('switch')).toHaveCount(0);
    await learned.getByRole('button', { name: /^Suggest other words/ }).click();
    await learned.getByLabel('How would you write it?').fill('Het is rustiger, ook na de pauze.');
    await learned.getByRole('button', { name: 'Suggest', exact: true }).click();
    await expect(learned.getByText('Your suggestion:')).toBeVisible();
    await looksRight(coach, 'evaluation-coach-en-dark');
    // Nobody loads a page again: what changed comes to it.
    const mine = part(teacher, 'Wat is er veranderd?');
    await expect(mine.getByText('Eva (coach) stelt andere woorden voor:')).toBeVisible();
    await mine.getByRole('button', { name: 'Neem over' }).click();
    await expect(mine.getByRole('textbox')).toHaveValue('Het is rustiger, ook na de pauze.');
  });

  await test.step('what is typed on another device is not written over', async () => {
    const phoneContext = await contextOf(browser, demo, 'collega');
    const phone = await phoneContext.newPage();
    await phone.goto(`/trajectories/${id}/evaluation`);
    const here = part(teacher, 'Wat helpt je daarbij?');
    const there = part(phone, 'Wat helpt je daarbij?');
    await expect(there.getByRole('textbox')).toHaveValue('');
    // Without its line the phone can neither have read nor sent anything of what is typed.
    await phoneContext.setOffline(true);
    await there.getByRole('textbox').fill('Een duo.');
    await here.getByRole('textbox').fill('Tijd op vrijdag.');
    await expect(teacher.getByText('Bewaren…')).toHaveCount(0);
    await phoneContext.setOffline(false);
    await expect(there.getByRole('alert')).toContainText('Tijd op vrijdag.');
    await expect(here.getByRole('alert')).toHaveCount(0);
    await there.getByRole('button', { name: /^Bewaar wat ik hier schreef/ }).click();
    await expect(here.getByRole('textbox')).toHaveValue('Een duo.');
    await phoneContext.close();
  });

  await test.step('one sheet to tell it from', async () => {
    await teacher.getByRole('link', { name: 'Open het vertelblad' }).click();
    await expect(teacher.getByText('Het is rustiger, ook na de pauze.')).toBeVisible();
    await expect(teacher.getByText(/Geheim/)).toHaveCount(0);
    await looksRight(teacher, 'telling-nl-light');
    await settled(teacher);
    const printed = await openPdf(new Uint8Array(await teacher.pdf({ preferCSSPageSize: true })));
    expect(printed.pages).toBe(1);
    for (const words of ['Wachten na een vraag', 'met een collega. …', 'Wat vraagt de ander?'])
      expect(printed.text.replaceAll('\n', ' ')).toContain(words);
    expect(printed.text).not.toContain('Trajecten');
    await teacher.goBack();
  });

  await test.step('seen as others will see it, then signed', async () => {
    const report = part(teacher, 'Geschreven verslag');
    await report.getByRole('button', { name: 'Bekijk het verslag zoals het nu is' }).click();
    await expect(report.getByText(/^Zo ziet het eruit voor Hans/)).toBeVisible();
    await expect(report.getByText('Ik tel nu tot drie.')).toBeVisible();
    await expect(report.getByText(/Geheim|voor me houd/)).toHaveCount(0);
    await looksRight(teacher, 'report-preview-nl-light');
    await expect(client.getByRole('region', { name: 'Verslag' })).toHaveCount(0);
    await report.getByLabel('Onderteken met je naam').fill('Joris de Wit');
    await report.getByRole('button', { name: 'Onderteken en deel' }).click();
    await expect(report.getByText(/^Te lezen voor Hans/)).toBeVisible();
  });

  await test.step('the client reads it, on the page that was open, and as PDF', async () => {
    await client.getByRole('link', { name: 'Lees het verslag' }).click();
    await expect(client.getByText('Het is rustiger, ook na de pauze.')).toBeVisible();
    await expect(client.getByText(/^Ondertekend door Joris de Wit/)).toBeVisible();
    await expect(client.getByText(/Geheim|voor me houd|twijfel/)).toHaveCount(0);
    await looksRight(client, 'report-client-nl-light');
    const [file] = await Promise.all([
      client.waitForEvent('download'),
      client.getByRole('link', { name: 'Download als PDF' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('verslag.pdf');
    const address = (await client.getByRole('link', { name: 'Download als PDF' }).getAttribute('href')) ?? '';
    const pdf = await openPdf(new Uint8Array(await (await clientContext.request.get(address)).body()));
    expect(pdf).toMatchObject({ marked: true, info: { Language: 'nl-NL' } });
    for (const words of ['Joris de Wit', 'Het is rustiger, ook na de pauze.', 'Ik tel nu tot drie.'])
      expect(pdf.text).toContain(words);
    expect(pdf.text).not.toMatch(/Geheim|voor me houd|twijfel/);
    for (const path of ['evaluation', 'report-preview'])
      expect((await clientContext.request.get(`/api/trajectories/${id}/${path}`)).status()).toBe(403);
    await client.getByRole('link', { name: /^Terug naar/ }).focus();
  });

  await test.step('changed afterwards, its writer reads that it waits for another signature; the client reads what was signed', async () => {
    const learned = part(teacher, 'Wat is er veranderd?').getByRole('textbox');
    await learned.fill('Het is rustiger, ook voor de pauze.');
    await expect(
      teacher.getByText('Daarna is er iets veranderd. Dat is pas te lezen als het verslag opnieuw is ondertekend.'),
    ).toBeVisible();
    await client.reload();
    await expect(client.getByText('Het is rustiger, ook na de pauze.')).toBeVisible();
    await expect(client.getByText(/voor de pauze/)).toHaveCount(0);
  });

  await test.step('withdrawn, it is gone from the client’s open page', async () => {
    const report = part(teacher, 'Geschreven verslag');
    await report.getByRole('button', { name: 'Trek het verslag in' }).click();
    await report.getByRole('button', { name: 'Trek nu in' }).click();
    await expect(report.getByText(/^Er is nog niets gedeeld/)).toBeVisible();
    await expect(client.getByText('Er is op dit moment geen verslag om te lezen.')).toBeVisible();
    await expect(client.getByText(/Het is rustiger/)).toHaveCount(0);
    const address = `/api/trajectories/${id}/report.pdf`;
    expect((await clientContext.request.get(address)).status()).toBe(404);
  });
  for (const context of [teacherContext, coachContext, clientContext]) await context.close();
});

test('the administrator gives the school a logo, and takes it away', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, 'beheerder');
  const page = await context.newPage();
  await page.goto('/people');
  const section = part(page, 'Logo van de school');
  const choose = async (file: { name: string; mimeType: string; buffer: Buffer }) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      section.getByRole('button', { name: /^Kies een/ }).click(),
    ]);
    await chooser.setFiles(file);
  };
  await choose({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('geen plaatje') });
  await expect(section.getByRole('alert')).toContainText('Dit plaatje kunnen we niet gebruiken.');
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1600, 400);
    const pen = canvas.getContext('2d');
    if (pen) {
      pen.fillStyle = '#0c6462';
      pen.fillRect(0, 0, 1600, 400);
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
    return [...bytes];
  });
  await choose({ name: 'logo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(drawn) });
  const logo = section.getByRole('img');
  await expect(logo).toBeVisible();
  expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800);
  await section.getByRole('button', { name: 'Haal het logo weg' }).click();
  await expect(section.getByText('Er is nog geen logo.')).toBeVisible();
  await context.close();
});
