import { expect, test } from './support/product.ts';
import { agree, contact, request, setGoals } from './support/whole-story/beginning.ts';
import { end, evaluate, readReport, sign } from './support/whole-story/evaluation.ts';
import { lookApart, shareLesson } from './support/whole-story/lesson.ts';
import { gather, type People } from './support/whole-story/people.ts';
import { holdTalk, planTalk, prepareApart, rate } from './support/whole-story/talk.ts';

test('a trajectory is lived by four people, from request to a report that is read and taken back', async ({
  browser,
  product,
}) => {
  const errors: string[] = [];
  const people = await test.step('four people are invited', () => gather(browser, product, errors));
  const path = await test.step('the client asks, the coach takes it', () => request(people));
  const steps: [string, (people: People, path: string) => Promise<void>][] = [
    ['the coach speaks to client and supervisor, and the coachee reads what became clear', contact],
    ['the working agreements are accepted by both', agree],
    ['the coachee sets the goals, one of them from a proposal', setGoals],
    ['a lesson is shared', shareLesson],
    ['both look at it apart, and compare', lookApart],
    ['a talk is planned: one offers, the other picks', planTalk],
    ['each prepares apart, and shows it', prepareApart],
    ['the talk is filled in by both, with moments, an action and a summary', holdTalk],
    ['how far a goal is, by each apart', rate],
    ['the coachee looks back, and chooses what is shared', evaluate],
    ['the report is signed', sign],
    ['client and supervisor read it, as page and as PDF', readReport],
    ['the trajectory is closed, and the report taken back', end],
  ];
  for (const [name, live] of steps) await test.step(name, () => live(people, path));
  expect(errors).toEqual([]);
  const { client, supervisor, coach, coachee } = people;
  for (const { context } of [client, supervisor, coach, coachee]) await context.close();
});
