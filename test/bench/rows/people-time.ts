import type { Page } from '@playwright/test';
import { openSide, type Side } from '../support/call-sides.ts';
import { films } from '../support/films.ts';
import { newTrajectory, plannedTalk } from '../support/full-trajectory.ts';
import { type Figure, type Row, seconds } from '../support/row.ts';
import { School } from '../support/school.ts';
import { Walk } from '../support/walk.ts';

const ROUNDS = 3;
const REACH_MS = { coach: 60_000, teacher: 40_000 };
const GOALS = ['Ik wacht langer na een vraag', 'Ik stel vragen die aan het denken zetten', 'Ik begin rustig'];

interface Comment {
  /** In tenths of the lesson. */
  at: string;
  kind: 'Compliment' | 'Vraag' | 'Suggestie';
  text: string;
  goal: number;
}

const comments: readonly Comment[] = [
  { at: '1', kind: 'Compliment', text: 'Mooi, hier wacht je vijf tellen en dan komen er drie vingers bij.', goal: 0 },
  { at: '3', kind: 'Vraag', text: 'Wat wilde je met deze vraag bereiken?', goal: 1 },
  { at: '4', kind: 'Compliment', text: 'Je vraagt door op het antwoord van de tafel achterin.', goal: 1 },
  { at: '6', kind: 'Suggestie', text: 'Je zou hier eerst iedereen kunnen laten schrijven.', goal: 0 },
  { at: '8', kind: 'Vraag', text: 'Waaraan merkte je dat de groep klaar was om te beginnen?', goal: 2 },
];

const answers = ['Ik zag dat zelf niet, ik telde in mijn hoofd.', 'Ik wilde horen hoe ze aan het antwoord kwamen.'];

const written = {
  goal_list: 'De lijst klopt nog. Wachten staat vandaag voorop.',
  situation: 'Ik wacht nu meestal twee tellen en vul dan zelf aan. Ik wil dat meer kinderen iets zeggen.',
  alternatives: 'Eerst laten opschrijven, dan in tweetallen, dan pas vragen wie het wil zeggen.',
  actions: 'Een kaartje met een vijf erop helpt om te blijven wachten.',
  progress: 'In de les van vandaag lukte het vier keer; aan het begin geen enkele keer.',
  summary: 'Wachten lukt vaker en meer kinderen doen mee. Volgende keer kijken we naar doorvragen.',
};

const actions = ['In elke les drie keer vijf tellen wachten', 'Een keer in de week laten opschrijven'];

/** There is a picture, and where it was asked for; a lesson that is opened again goes on where it was left. */
const picture = (page: Page, tenth: number | null) =>
  page.waitForFunction(
    (share) => {
      const video = document.querySelector('video');
      if (!video || video.seeking || video.readyState < 2) return false;
      return share === null || Math.abs(video.currentTime - video.duration * share) < 5;
    },
    tenth === null ? null : tenth / 10,
  );

const openLesson = (walk: Walk, recordingId: string) =>
  walk.step('open the lesson', async () => {
    await walk.page.goto(`/recordings/${recordingId}`, { waitUntil: 'commit' });
    await picture(walk.page, null);
    await walk.page.getByRole('button', { name: /^Opmerking op/ }).waitFor();
  });

const openTalk = (walk: Walk, title: string) =>
  walk.step('from the lesson to the talk', async () => {
    await walk.press(walk.page.getByRole('link', { name: 'Terug naar de lessen' }));
    await walk.press(walk.page.getByRole('navigation').getByRole('link', { name: 'Begin' }));
    await walk.press(walk.page.getByRole('link', { name: new RegExp(title) }).first());
    await walk.page.getByText('Alles is opgeslagen.').waitFor();
  });

async function writeField(walk: Walk, label: string, words: string): Promise<void> {
  await walk.step('a text of the talk', async () => {
    await walk.press(walk.page.getByLabel(label));
    await walk.type(words);
    await walk.page.getByText('Alles is opgeslagen.').waitFor();
  });
}

const agree = (walk: Walk) =>
  walk.step('agree on the summary', async () => {
    const button = walk.page.getByRole('button', { name: 'Ik ben het eens met de samenvatting' });
    await walk.press(button);
    await button.waitFor({ state: 'hidden' });
  });

async function coachComments(walk: Walk, said: typeof comments, talk: string): Promise<void> {
  const { page } = walk;
  for (const { at, kind, text, goal } of said) {
    const mine = page.getByRole('feed').getByRole('article').filter({ hasText: text });
    await walk.step('a comment', async () => {
      await walk.key(at);
      await picture(page, Number(at));
      await walk.key('c');
      const form = page.getByRole('form', { name: 'Nieuwe opmerking' });
      await walk.press(form.locator('label').filter({ hasText: new RegExp(`^${kind}$`) }));
      await walk.press(form.getByLabel('Wat zie je?'));
      await walk.type(text);
      await walk.press(form.locator('label').filter({ hasText: GOALS[goal] ?? '' }));
      await walk.key('Control+Enter');
      await mine.waitFor();
    });
    await walk.step('its moment to the talk', async () => {
      await walk.press(mine.getByRole('button', { name: /^Meer bij de opmerking/ }));
      const [pinned] = await Promise.all([
        page.waitForResponse(
          (response) => response.url().endsWith('/moments') && response.request().method() === 'POST',
        ),
        walk.press(page.getByRole('menuitem', { name: talk })),
      ]);
      if (!pinned.ok()) throw new Error('the moment was not pinned');
      await page.getByText('Het moment staat bij dit gesprek.').first().waitFor();
      // Until it is gone the keys are its own.
      await page.getByRole('menu').first().waitFor({ state: 'hidden' });
    });
  }
}

async function teacherLooks(walk: Walk, said: typeof comments): Promise<void> {
  const { page } = walk;
  const list = page.getByRole('feed');
  // The list follows the playhead, and the lesson went on where it was left.
  await walk.step('to the first comment', async () => {
    await walk.key('0');
    await picture(page, 0);
  });
  for (const [n, { at, text }] of said.entries()) {
    const theirs = list.getByRole('article').filter({ hasText: text });
    await walk.step('look at a comment', async () => {
      await walk.scrollTo(theirs, list);
      await walk.press(theirs.getByRole('button', { name: /^Ga naar/ }));
      await picture(page, Number(at));
    });
    const answer = answers[n];
    if (answer === undefined) continue;
    await walk.step('answer it', async () => {
      await walk.press(theirs.getByRole('button', { name: 'Antwoorden' }));
      await page.getByLabel('Je antwoord').waitFor();
      await walk.type(answer);
      await walk.key('Control+Enter');
      await theirs.getByText(answer).waitFor();
    });
  }
}

async function agreeOnAction(walk: Walk, what: string): Promise<void> {
  const { page } = walk;
  await walk.step('an action', async () => {
    await walk.press(page.getByRole('button', { name: 'Spreek een actie af' }));
    await page.getByLabel('Wat ga je doen?').waitFor();
    await walk.type(what);
    const goal = page.getByLabel('Voor welk leerdoel?');
    await walk.press(goal);
    await goal.selectOption({ index: 1 });
    await walk.press(page.getByRole('button', { name: 'Spreek af', exact: true }));
    await page.getByRole('button', { name: `Klaar: ${what}` }).waitFor();
  });
}

/** From the lesson's page to a talk that both agree on. */
async function round(school: School, recordingId: string, title: string, sides: readonly [Side, Side]) {
  // What was said in one round stays in the lesson and the trajectory: in each the words are its own.
  const said = comments.map((comment) => ({ ...comment, text: `${comment.text} (${title})` }));
  const [coach, teacher] = [new Walk(sides[0].page), new Walk(sides[1].page)];
  await openLesson(coach, recordingId);
  await coachComments(coach, said, title);
  await openLesson(teacher, recordingId);
  await teacherLooks(teacher, said);
  await openTalk(teacher, title);
  await openTalk(coach, title);
  await writeField(coach, 'Jullie tekst: Leerdoelen', written.goal_list);
  await writeField(teacher, 'Jullie tekst: Hoe het nu is, en hoe je het wilt', written.situation);
  await writeField(coach, 'Jullie tekst: Wat je anders kunt doen', written.alternatives);
  await writeField(coach, 'Jullie tekst: Acties en tips', written.actions);
  for (const what of actions) await agreeOnAction(coach, `${what} (${title})`);
  await writeField(teacher, 'Jullie tekst: Hoe ver ben je?', written.progress);
  await writeField(coach, 'Jullie samenvatting', written.summary);
  await agree(coach);
  await agree(teacher);
  await coach.page.getByText(/Dit gesprek is afgerond/).waitFor();
  await assertFilled(school, coach.page.url().split('/').at(-1) ?? '');
  return { coach, teacher };
}

/** What was measured was done. */
async function assertFilled(school: School, talkId: string): Promise<void> {
  const talk = await school.send<{ state: string; trajectoryId: string }>('GET', `/talks/${talkId}`);
  const moments = await school.send<{ items: unknown[] }>('GET', `/talks/${talkId}/moments`);
  const all = await school.send<{ items: { talkId: string | null; goal: unknown }[] }>(
    'GET',
    `/trajectories/${talk.trajectoryId}/actions`,
  );
  const agreed = all.items.filter((action) => action.talkId === talkId && action.goal !== null);
  const found = `${talk.state}, ${moments.items.length} moments, ${agreed.length} actions`;
  if (found !== 'held, 5 moments, 2 actions') throw new Error(`the talk is not filled: ${found}`);
}

export const peopleTime: Row = {
  name: 'people-time',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    try {
      const trajectoryId = await newTrajectory(school);
      for (const title of GOALS) await school.send('POST', `/trajectories/${trajectoryId}/goals`, { title });
      const { recordingId, lastByte } = await school.film(await films.twenty());
      await school.send('PATCH', `/recordings/${recordingId}`, { trajectoryId });
      await school.share(recordingId);
      await school.reached(recordingId, 'ready', lastByte, 600_000, 500);
      const rounds: Awaited<ReturnType<typeof round>>[] = [];
      for (let n = 1; n <= ROUNDS; n += 1) {
        const title = `Samen terugkijken ${n}`;
        await plannedTalk(school, trajectoryId, title, n);
        // Browsers of their own, with nothing in their cache.
        const sides = [await openSide(school, school.coach), await openSide(school, school.teacher)] as const;
        try {
          rounds.push(await round(school, recordingId, title, sides));
        } finally {
          for (const { browser } of sides) await browser.close();
        }
      }
      return (['coach', 'teacher'] as const).map((who) => {
        const walks = rounds.map((both) => both[who]).toSorted((a, b) => a.sum('systemMs') - b.sum('systemMs'));
        const slowest = walks.at(-1) as Walk;
        const [systemMs, humanMs, presses] = (['systemMs', 'humanMs', 'presses'] as const).map((of) => slowest.sum(of));
        for (const { what, systemMs: ms } of slowest.steps) process.stdout.write(`  ${who}: ${what} ${seconds(ms)}\n`);
        return {
          what: `a lesson of 20 minutes → a filled talk, the ${who}'s walk: waiting and navigating`,
          against: `their own part ${seconds(humanMs ?? 0)}, ${slowest.steps.length} steps, ${presses} presses`,
          measured: `${seconds(systemMs ?? 0)}, the slowest of ${ROUNDS}`,
          reach: `≤ ${seconds(REACH_MS[who])}`,
          reached: (systemMs ?? Number.NaN) <= REACH_MS[who],
          numbers: {
            ...{ systemMs: systemMs ?? Number.NaN, humanMs: humanMs ?? 0, presses: presses ?? 0 },
            ...{ steps: slowest.steps.length, fastestMs: walks[0]?.sum('systemMs') ?? Number.NaN },
          },
        };
      });
    } finally {
      await school.close();
    }
  },
};
