import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { goalRoutes } from '@lesblik/shared/goals';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { reportRoutes } from '@lesblik/shared/reports';
import { madeLogo } from '../../support/logo.ts';
import { type OpenPdf, openPdf } from '../../support/pdf.ts';
import { agree, sign, toPhase, write } from '../../support/reports.ts';
import { type Pair, pairOf } from '../../support/talks.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;
const pdfs = new Map<string, OpenPdf>();

async function bytesFor(as: Somebody, language: string): Promise<Uint8Array> {
  const path = `/api/trajectories/${pair.trajectoryId}/report.pdf?language=${language}`;
  const response = await fetch(world.url + path, { headers: { cookie: as.cookie } });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  return new Uint8Array(await response.arrayBuffer());
}

beforeAll(async () => {
  world = await World.open();
  pair = await pairOf(world);
  const params = { trajectoryId: pair.trajectoryId };
  await world.call(pair.administrator, organisationRoutes.setLogo, {
    params: { organisationId: pair.organisationId },
    body: { png: madeLogo().toString('base64') },
  });
  await agree(world, pair, 'report');
  await toPhase(world, pair, 'final_evaluation');
  const goal = async (title: string) =>
    (await world.call(pair.teacher, goalRoutes.add, { params, body: { title } })).body.id;
  const [shown, hidden] = [await goal('Wachten na een vraag'), await goal('Geheim leerdoel')];
  const seen = 'Gezien';
  for (const value of [-1, 1])
    await world.call(pair.teacher, goalProgressRoutes.rate, { params: { goalId: shown }, body: { value, seen } });
  await write(world, pair, 'goal', { text: 'Ik tel tot drie.', released: true, rated: true }, shown);
  await write(world, pair, 'goal', { text: 'Geheim: dit lukt niet.' }, hidden);
  const learned = 'De groep van juf Şerife denkt langer na 😀.\n\nIk zag:\n- langere antwoorden\n- meer vingers';
  await write(world, pair, 'learned', { text: learned, released: true });
  await write(world, pair, 'hold_on', { text: 'Geheim: ik twijfel.' });
  await write(world, pair, 'future', { text: 'Coöperatief leren. '.repeat(250).trim(), released: true });
  await write(world, pair, 'period', { released: true });
  await sign(world, pair, 'Noor Docent');
  for (const language of ['nl', 'en']) pdfs.set(language, await openPdf(await bytesFor(pair.client, language)));
});
afterAll(() => world.close());

function nl(): OpenPdf {
  const opened = pdfs.get('nl');
  if (opened === undefined) throw new Error('no PDF was opened');
  return opened;
}

describe('the report as PDF, opened and read by a parser', () => {
  test('holds nothing that is not released, in no language', () => {
    for (const { text, info } of pdfs.values())
      expect(text + JSON.stringify(info)).not.toMatch(/Geheim|twijfel|lukt niet/);
  });

  test('says who it is of, what is released, and who signed it when', () => {
    const { text } = nl();
    for (const words of ['Van Docent, met Coach als coach', '1 september 2026 tot en met 1 juli 2027'])
      expect(text).toContain(words);
    expect(text).toMatch(/1\. Wachten na een vraag\s+Ik tel tot drie\./);
    expect(text).toContain('−1, minder dan gehoopt');
    expect(text).toContain('+1, meer dan gehoopt');
    expect(text).toContain('De groep van juf Şerife denkt langer na.');
    expect(text).toMatch(/Ondertekend\s+Noor Docent, \d+ \w+ 20\d\d/);
  });

  test('has a title and a language, that of who asks for it', () => {
    expect(nl().info).toMatchObject({ Title: 'Verslag van het coachingstraject: Docent', Language: 'nl-NL' });
    expect(pdfs.get('en')?.info).toMatchObject({
      Title: 'Report of the coaching trajectory: Docent',
      Language: 'en-GB',
    });
    expect(pdfs.get('en')?.text).toContain('What has changed');
  });

  test('is tagged: one document with headings, paragraphs, lists and a logo that says what it is', () => {
    const { tags, marked } = nl();
    expect(marked).toBe(true);
    expect(tags[0]).toEqual({ role: 'Document', depth: 0 });
    expect(tags[1]).toMatchObject({ role: 'Figure', depth: 1, alt: 'Logo van De Regenboog' });
    const roles = tags.map(({ role }) => role);
    expect(roles.filter((role) => role === 'H1')).toHaveLength(1);
    for (const role of ['H2', 'H3', 'P', 'L', 'LI', 'Lbl', 'LBody']) expect(roles).toContain(role);
    // The coachee wrote in Dutch: so it is read out, in an English report too.
    const english = pdfs.get('en')?.tags ?? [];
    expect(english.filter(({ role, lang }) => role === 'P' && lang === 'nl-NL').length).toBeGreaterThan(0);
  });

  test('every letter is of a face that goes along with it', () => {
    const { fonts, pages } = nl();
    expect(pages).toBeGreaterThan(1);
    expect(fonts.length).toBeGreaterThanOrEqual(3);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+AtkinsonHyperlegibleNext/);
  });
});

test('without a logo it begins with its title', async () => {
  const params = { organisationId: pair.organisationId };
  await world.call(pair.administrator, organisationRoutes.removeLogo, { params });
  const { tags } = await openPdf(await bytesFor(pair.supervisor, 'nl'));
  expect(tags[1]).toMatchObject({ role: 'H1' });
  expect(
    (await world.call(pair.client, reportRoutes.pdf, { params: { trajectoryId: pair.trajectoryId } })).status,
  ).toBe(200);
});
