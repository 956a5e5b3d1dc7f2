import { Client } from 'pg';
import { contextOf } from './support/demo.ts';
import { expect, test } from './support/product.ts';

test('who belongs to two schools chooses the one they work in', async ({ browser, demo }) => {
  // An installation is set up with one school; a second comes from its operator.
  const db = new Client({ connectionString: demo.env['DATABASE_URL'] });
  await db.connect();
  const { rows } = await db.query<{ id: string }>(
    `with school as (insert into organisation (name, quota_bytes) values ('De Linde', 1000000000) returning id)
     insert into membership (organisation_id, person_id, role)
     select school.id, person.id, 'guest' from school, person where email = 'coach@example.org'
     returning organisation_id as id`,
  );
  const context = await contextOf(browser, demo, 'coach');
  try {
    const page = await context.newPage();
    await page.goto('/recordings');
    await expect(page.getByRole('link', { name: 'Rekenen: de helft van een kwart' })).toBeVisible();
    await page.getByRole('button', { name: 'Basisschool De Regenboog: kies een andere school' }).click();
    await page.getByRole('menuitemradio', { name: 'De Linde' }).click();
    await expect(page.getByRole('link', { name: 'Rekenen: de helft van een kwart' })).toBeHidden();
    await page.getByRole('link', { name: 'Trajecten' }).click();
    await expect(page.getByText('Je doet nog niet mee aan een traject.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Nieuw traject' })).toBeHidden();
    await expect(page.getByRole('link', { name: 'Begin een traject' })).toBeHidden();

    // It is still that school after a reload, and what waits elsewhere is one choice away.
    await page.reload();
    await page.getByRole('button', { name: 'De Linde: kies een andere school' }).click();
    await page.getByRole('menuitemradio', { name: 'Basisschool De Regenboog' }).click();
    await expect(page.getByRole('link', { name: 'Meer denktijd in de rekenles' })).toBeVisible();
  } finally {
    await context.close();
    await db.query('delete from membership where organisation_id = $1', [rows[0]?.id]);
    await db.query('delete from organisation where id = $1', [rows[0]?.id]);
    await db.end();
  }
});
