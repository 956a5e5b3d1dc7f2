import type { APIRequestContext } from '@playwright/test';
import { contextOf } from './support/demo.ts';
import { looksRight } from './support/look.ts';
import { expect, test } from './support/product.ts';

/** Begun for this test alone, so that no other loses its coach. */
async function begin(request: APIRequestContext, names: { coachee: string; client: string }) {
  const me = (await (await request.get('/api/me')).json()) as { id: string; memberships: { organisationId: string }[] };
  const organisationId = me.memberships[0]?.organisationId ?? '';
  const { items } = (await (await request.get(`/api/organisations/${organisationId}/colleagues`)).json()) as {
    items: { id: string; name: string }[];
  };
  const idOf = (name: string) => items.find((person) => person.name.startsWith(name))?.id;
  const data = {
    ...{ organisationId, title: 'Van coach wisselen', startsOn: '2026-11-01', endsOn: '2027-05-01' },
    ...{ coacheeId: idOf(names.coachee), coachId: me.id, clientId: idOf(names.client) },
  };
  return ((await (await request.post('/api/trajectories', { data })).json()) as { id: string }).id;
}

test('client and coachee choose another coach, who says yes, and the former one does not find it any more', async ({
  browser,
  demo,
}) => {
  const coach = await contextOf(browser, demo, 'coach');
  const path = `/trajectories/${await begin(coach.request, { coachee: 'Joris', client: 'Hans' })}`;

  const clientContext = await contextOf(browser, demo, 'opdrachtgever');
  const client = await clientContext.newPage();
  await client.goto(path);
  await client.getByRole('button', { name: 'Kies een andere coach' }).click();
  await client.getByRole('button', { name: 'Stel voor' }).click();
  await expect(client.getByLabel('Wie wordt de coach?')).toBeFocused();
  await client.getByLabel('Wie wordt de coach?').selectOption('Mirjam (leidinggevende)');
  await client.getByLabel(/^Waarom/).fill('Eva heeft dit jaar een ander rooster.');
  await client.getByRole('button', { name: 'Stel voor' }).click();
  await expect(client.getByText('Jij stelde voor: Mirjam (leidinggevende) wordt de coach.')).toBeVisible();

  const teacherContext = await contextOf(browser, demo, 'collega');
  const teacher = await teacherContext.newPage();
  await teacher.goto(path);
  await expect(teacher.getByText('Jij bent aan zet: Hans (opdrachtgever) stelt een andere coach voor.')).toBeVisible();
  await expect(teacher.getByText('Eva heeft dit jaar een ander rooster.')).toBeVisible();
  await looksRight(teacher, 'coach-change-nl-light');
  await teacher.getByRole('button', { name: 'Akkoord' }).click();
  const asked = 'Mirjam (leidinggevende) is gevraagd als coach en moet nog antwoorden.';
  await expect(teacher.getByText(asked)).toBeVisible();
  // Nobody loads a page again: what changed comes to it.
  await expect(client.getByText(asked)).toBeVisible();
  const former = await coach.newPage();
  await former.goto(path);
  await expect(former.getByRole('heading', { name: 'Van coach wisselen' })).toBeVisible();

  const nextContext = await contextOf(browser, demo, 'leidinggevende');
  const next = await nextContext.newPage();
  await next.goto('/');
  await next.getByRole('link', { name: /vraagt of jij Joris \(collega\) wilt coachen/ }).click();
  await expect(next.getByText('Eva heeft dit jaar een ander rooster.')).toBeVisible();
  await looksRight(next, 'coach-asked-nl-light');
  await next.getByRole('button', { name: 'Ja, ik word de coach' }).click();
  await expect(next.getByRole('heading', { name: 'Van coach wisselen' })).toBeVisible();
  await expect(former.getByText('Je doet hier niet meer mee')).toBeVisible();
  await teacher.getByText(/^Wat er gebeurde/).click();
  await expect(teacher.getByText('Mirjam (leidinggevende) werd de coach, na Eva (coach)')).toBeVisible();
  for (const context of [coach, clientContext, teacherContext, nextContext]) await context.close();
});

test('an administrator proposes another coach from names and dates alone, and the coachee decides', async ({
  browser,
  demo,
}) => {
  const coach = await contextOf(browser, demo, 'coach');
  const path = `/trajectories/${await begin(coach.request, { coachee: 'Hans', client: 'Mirjam' })}`;
  const context = await contextOf(browser, demo, 'beheerder');
  const page = await context.newPage();
  await page.goto('/people');
  const pair = page.getByRole('listitem').filter({ hasText: 'coacht Hans (opdrachtgever)' });
  const propose = async (name: string, option = name): Promise<void> => {
    await page.getByRole('button', { name: 'Kies een andere coach voor Hans (opdrachtgever)' }).click();
    await page.getByLabel('Wie wordt de coach?').selectOption(option);
    await page.getByRole('button', { name: 'Stel deze coach voor' }).click();
    await expect(
      pair.getByText(`${name} is voorgesteld. Hans (opdrachtgever) moet daar nog ja op zeggen.`),
    ).toBeVisible();
  };
  await propose('Ada (beheerder)', 'Ada (beheerder) (jij)');
  await looksRight(page, 'coach-proposed-by-school-nl-light');
  await page.goto(path);
  await expect(page.getByText('Deze pagina is er niet')).toBeVisible();

  const coacheeContext = await contextOf(browser, demo, 'opdrachtgever');
  const coachee = await coacheeContext.newPage();
  await coachee.goto('/');
  await coachee.getByRole('link', { name: /stelt Ada \(beheerder\) voor als coach in ‘Van coach wisselen’/ }).click();
  await expect(coachee.getByText(/Alleen jij beslist\.$/)).toBeVisible();
  await looksRight(coachee, 'coach-from-school-nl-light');
  await coachee.getByRole('button', { name: 'Liever niet' }).click();
  await page.goto('/people');
  await expect(
    pair.getByText(/^Hans \(opdrachtgever\) koos op .* liever niet voor Ada \(beheerder\) als coach/),
  ).toBeVisible();

  await propose('Joris (collega)');
  await coachee.getByRole('button', { name: 'Akkoord' }).click();
  await expect(coachee.getByText('Joris (collega) is gevraagd als coach en moet nog antwoorden.')).toBeVisible();
  await page.reload();
  await expect(pair.getByText('Joris (collega) is gevraagd en moet nog antwoorden')).toBeVisible();
  for (const one of [coach, context, coacheeContext]) await one.close();
});
