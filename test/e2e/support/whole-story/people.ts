import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Product } from '../../../support/product.ts';
import { expect } from '../product.ts';

const PASSWORD = 'een lang wachtwoord';

/** Somebody of the story, in a browser of their own. */
interface Person {
  name: string;
  context: BrowserContext;
  page: Page;
}

export interface People {
  client: Person;
  supervisor: Person;
  coach: Person;
  coachee: Person;
}

/** What went wrong in the pages themselves, of everybody. */
export type Errors = string[];

async function comeIn(browser: Browser, product: Product, name: string, errors: Errors): Promise<Person> {
  const context = await browser.newContext({ baseURL: product.url, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(`${name}: ${error.message}`));
  return { name, context, page };
}

const emailOf = (name: string): string => `${name.split(' ')[0]?.toLowerCase()}@example.org`;

async function accept(product: Product, { name, page }: Person): Promise<void> {
  const [link = ''] = /https?:\/\/\S+\/uitnodiging\/\S+/.exec(await product.lastMail(emailOf(name))) ?? [];
  await page.goto(link);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Doe mee' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Dag');
}

/** The administrator sets up a school and invites the four; that is all there is to do for somebody who runs it. */
export async function gather(browser: Browser, product: Product, errors: Errors): Promise<People> {
  const administrator = await comeIn(browser, product, 'Ada Beheer', errors);
  const { page } = administrator;
  await page.goto(await product.firstAdministratorLink());
  await page.getByLabel('Naam van de school').fill('De Regenboog');
  await page.getByLabel('Je naam').fill(administrator.name);
  await page.getByLabel('E-mailadres').fill(emailOf(administrator.name));
  await page.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Richt de school in' }).click();
  await page.getByRole('link', { name: 'Mensen' }).first().click();
  const dialog = page.getByRole('dialog');
  const invited = async (name: string): Promise<Person> => {
    await page.getByRole('button', { name: 'Nodig iemand uit' }).click();
    await dialog.getByLabel('Naam', { exact: true }).fill(name);
    await dialog.getByLabel('E-mailadres').fill(emailOf(name));
    await dialog.getByRole('button', { name: 'Stuur de uitnodiging' }).click();
    await expect(dialog).toBeHidden();
    return comeIn(browser, product, name, errors);
  };
  const people = {
    client: await invited('Hans Bestuur'),
    supervisor: await invited('Mirjam Leiding'),
    coach: await invited('Eva Coach'),
    coachee: await invited('Noor Docent'),
  };
  await administrator.context.close();
  await Promise.all(Object.values(people).map((person) => accept(product, person)));
  return people;
}
