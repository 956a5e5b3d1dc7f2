import type { Browser, Page } from '@playwright/test';
import type { Product } from '../support/product.ts';
import { contextOf, type Who } from './support/demo.ts';
import { looksRight } from './support/look.ts';
import { expect, test } from './support/product.ts';

const TITLE = 'Differentiëren bij taal';

async function pageOf(browser: Browser, demo: Product, who: Who): Promise<Page> {
  return (await contextOf(browser, demo, who)).newPage();
}

const agreement = (page: Page, heading: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });

async function propose(page: Page, heading: string, fill: (form: ReturnType<Page['getByRole']>) => Promise<void>) {
  await page.getByRole('button', { name: `Stel een afspraak voor: ${heading}` }).click();
  const form = page.getByRole('form', { name: `Stel een afspraak voor: ${heading}` });
  await fill(form);
  await form.getByRole('button', { name: 'Stel voor' }).click();
  await expect(form).toBeHidden();
}

test('from request to the goals, by four people', async ({ browser, demo }) => {
  test.slow();
  const [client, coach, teacher, supervisor] = [
    await pageOf(browser, demo, 'opdrachtgever'),
    await pageOf(browser, demo, 'coach'),
    await pageOf(browser, demo, 'collega'),
    await pageOf(browser, demo, 'leidinggevende'),
  ];

  const requestPath = await test.step('the client asks for a trajectory', async () => {
    await client.goto('/trajectories/requests/new');
    await client.getByRole('button', { name: 'Verstuur de aanvraag' }).click();
    await expect(client.getByLabel('Voor wie?')).toBeFocused();
    await client.getByLabel('Voor wie?').selectOption('Joris (collega)');
    await client.getByLabel('Waar gaat het over?').fill(TITLE);
    await client
      .getByLabel('Waarom vraag je dit traject aan?')
      .fill('De groep is gegroeid en de verschillen zijn groot.');
    await client.getByLabel('Wie is de leidinggevende?').selectOption('Mirjam (leidinggevende)');
    await client.getByRole('button', { name: 'Verstuur de aanvraag' }).click();
    await expect(client.getByText('Kies een coach, of zet de aanvraag open')).toBeVisible();
    await expect(client.getByLabel('Welke coach vraag je?')).toBeFocused();
    await client.getByLabel('Welke coach vraag je?').selectOption('Eva (coach)');
    await client.getByRole('button', { name: 'Verstuur de aanvraag' }).click();
    await expect(client.getByRole('heading', { level: 1 })).toHaveText(TITLE);
    await expect(client.getByText('Deze aanvraag wacht op een coach.')).toBeVisible();
    return new URL(client.url()).pathname;
  });

  await test.step('the coachee reads it, and somebody without a part in it does not find it', async () => {
    await teacher.goto(requestPath);
    await expect(teacher.getByText('De groep is gegroeid')).toBeVisible();
    const stranger = await pageOf(browser, demo, 'docent');
    await stranger.goto(requestPath);
    await expect(stranger.getByText('Deze pagina is er niet')).toBeVisible();
    await stranger.context().close();
  });

  await test.step('the coach finds it at home and takes it', async () => {
    await coach.goto('/');
    await expect(coach.getByRole('heading', { name: /^Jij bent aan zet/ })).toBeVisible();
    const more = coach.getByRole('button', { name: /^Nog \d+ laten zien/ });
    if (await more.isVisible()) await more.click();
    await coach.getByRole('link', { name: new RegExp(`vraagt om een coach voor ‘${TITLE}’`) }).click();
    await coach.getByRole('button', { name: 'Ik neem deze aanvraag aan' }).click();
    await expect(coach.getByRole('heading', { level: 1 })).toHaveText(TITLE);
    await expect(coach.getByText('Jij bent aan zet: praat met opdrachtgever')).toBeVisible();
  });
  const path = new URL(coach.url()).pathname;

  await test.step('the coach writes down what became clear and estimates the size', async () => {
    await coach.getByRole('button', { name: 'Schrijf een contact op' }).click();
    await coach
      .getByLabel('Wat werd duidelijk?')
      .fill('Hans en Mirjam willen weten of er ruimte is voor drie niveaus.');
    await coach.getByRole('button', { name: 'Bewaar', exact: true }).click();
    await coach.getByRole('button', { name: 'Maak een schatting' }).click();
    await coach.getByLabel('Begin met een sjabloon').selectOption('Vijf gesprekken');
    await expect(coach.getByLabel('Hoeveel gesprekken, ongeveer?')).toHaveValue('5');
    const ends = coach.getByRole('textbox', { name: 'Loopt tot en met' });
    const before = await ends.inputValue();
    await coach.getByLabel('Begin met een sjabloon').selectOption('Drie voortgangsgesprekken per jaar');
    await expect(ends).not.toHaveValue(before);
    await coach.getByLabel('Begin met een sjabloon').selectOption('Vijf gesprekken');
    await coach.getByRole('button', { name: 'Bewaar de schatting' }).click();
    await expect(coach.getByText('Met sjabloon: Vijf gesprekken')).toBeVisible();
    await looksRight(coach, 'trajectory-request-nl-light');
    await coach.getByRole('button', { name: 'Begin de kennismaking' }).click();
    await expect(coach.getByText('Maak nog 4 werkafspraken.')).toBeVisible();
  });

  await test.step('the coachee reads the contact; client and supervisor see how far it is, and not a word of it', async () => {
    await teacher.goto(path);
    await expect(teacher.getByText('ruimte is voor drie niveaus')).toBeVisible();
    for (const page of [client, supervisor]) {
      await page.goto(path);
      await expect(page.getByRole('listitem').filter({ hasText: 'kennismaking' })).toHaveAttribute(
        'aria-current',
        'step',
      );
      await expect(page.getByText('ongeveer 5 gesprekken')).toBeVisible();
      await expect(page.getByText('Werkafspraken')).toBeHidden();
      await expect(page.getByText('drie niveaus')).toBeHidden();
    }
  });

  await test.step('the four agreements are proposed by one and accepted by the other', async () => {
    await propose(coach, 'Komt er een verslag?', async (form) => {
      await form.getByLabel('Wel een geschreven verslag').check();
      await form.getByLabel(/Wie van de opdrachtgever/).fill('Hans, vandaag');
    });
    await propose(coach, 'Wie vertelt het de opdrachtgever aan het eind?', (form) =>
      form.getByLabel('De coachee vertelt het').check(),
    );
    await teacher.reload();
    await propose(teacher, 'Wie mag wat zien?', (form) =>
      form.getByLabel('Wat spreken jullie af?').fill('Alleen wij twee'),
    );
    await propose(teacher, 'Hoe lang blijven de lessen bewaard?', (form) =>
      form.getByLabel('Wat spreken jullie af?').fill('Dertig dagen'),
    );
    await expect(teacher.getByText('Jij bent aan zet: er liggen 2 werkafspraken.')).toBeVisible();
    await looksRight(teacher, 'trajectory-agreements-nl-light');
    await teacher.getByRole('button', { name: 'Aanvaard' }).first().click();
    await expect(agreement(teacher, 'Komt er een verslag?').getByText('geldt', { exact: true })).toBeVisible();
    await teacher.getByRole('button', { name: 'Aanvaard' }).click();
    await coach.reload();
    await coach.getByRole('button', { name: 'Aanvaard' }).first().click();
    await expect(coach.getByText('geldt', { exact: true })).toHaveCount(3);
    await coach.getByRole('button', { name: 'Aanvaard' }).click();
    await expect(coach.getByText('geldt', { exact: true })).toHaveCount(4);
    await expect(coach.getByText('De werkafspraken staan.')).toBeVisible();
  });

  await test.step('a changed agreement asks again, and what held stays meanwhile', async () => {
    await coach.getByRole('button', { name: 'Stel een wijziging voor: Hoe lang blijven de lessen bewaard?' }).click();
    const form = coach.getByRole('form');
    await form.getByLabel('Wat spreken jullie af?').fill('Zestig dagen');
    await form.getByRole('button', { name: 'Stel voor' }).click();
    await teacher.reload();
    const asked = agreement(teacher, 'Hoe lang blijven de lessen bewaard?');
    await expect(asked.getByText('geldt', { exact: true })).toBeVisible();
    await asked.getByRole('button', { name: 'Liever niet' }).click();
    await asked.getByLabel(/Wil je zeggen waarom/).fill('Dertig is genoeg');
    await asked.getByRole('button', { name: 'Wijs af' }).click();
    await expect(asked.getByText('Dertig dagen')).toBeVisible();
  });

  await test.step('to the goals, paused and going on, with everything in the history', async () => {
    await teacher.getByRole('button', { name: 'Ga naar de doelen' }).click();
    await expect(teacher.getByText('Jij bent aan zet: schrijf je eerste leerdoel op.')).toBeVisible();
    await teacher.getByRole('button', { name: 'Meer', exact: true }).click();
    await teacher.getByRole('menuitem', { name: 'Zet stil' }).click();
    await teacher.getByLabel('Waarom?').fill('Ik ben twee weken weg');
    await teacher.getByRole('button', { name: 'Zet stil' }).click();
    await expect(teacher.getByText('Dit traject ligt stil.')).toBeVisible();
    await client.reload();
    await expect(client.getByText('Dit traject ligt stil.')).toBeVisible();
    await expect(client.getByText('twee weken weg')).toBeHidden();
    await teacher.getByRole('button', { name: 'Ga verder' }).click();
    await teacher.getByText(/^Wat er gebeurde/).click();
    await expect(teacher.getByText('Eva (coach) zette het van aanvraag op kennismaking')).toBeVisible();
    await expect(teacher.getByText('Joris (collega) zette het traject stil')).toBeVisible();
  });
  for (const page of [client, coach, teacher, supervisor]) await page.context().close();
});

test('a coachee who does not want it says so, and the client reads why', async ({ browser, demo }) => {
  const [client, teacher] = [await pageOf(browser, demo, 'opdrachtgever'), await pageOf(browser, demo, 'collega')];
  const me = async (page: Page) => ((await (await page.request.get('/api/me')).json()) as { id: string }).id;
  const { memberships } = (await (await client.request.get('/api/me')).json()) as {
    memberships: { organisationId: string }[];
  };
  const data = {
    ...{ organisationId: memberships[0]?.organisationId, title: 'Liever niet', reason: 'Zomaar' },
    ...{ coacheeId: await me(teacher), clientId: await me(client), openToCoaches: true },
    ...{ startsOn: '2027-01-01', endsOn: '2027-06-01' },
  };
  const { id } = (await (await client.request.post('/api/trajectory-requests', { data })).json()) as { id: string };
  await teacher.goto(`/trajectories/requests/${id}`);
  await teacher.getByRole('button', { name: 'Ik wil dit traject niet' }).click();
  await teacher.getByLabel(/Wil je zeggen waarom/).fill('Dit jaar liever niet, dank je.');
  await teacher.getByRole('button', { name: 'Zeg nee' }).click();
  await expect(teacher.getByText('heeft deze aanvraag afgewezen')).toBeVisible();
  await client.goto(`/trajectories/requests/${id}`);
  await expect(client.getByText('Dit jaar liever niet, dank je.')).toBeVisible();
  for (const page of [client, teacher]) await page.context().close();
});
