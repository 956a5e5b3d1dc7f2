import { randomUUID } from 'node:crypto';
import { TestClock } from '@lesblik/server/clock';
import { type Comment, commentRoutes, type NewComment } from '@lesblik/shared/comments';
import { goalRoutes } from '@lesblik/shared/goals';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { lesson, share } from './recordings.ts';
import { type Somebody, World } from './world.ts';

export let world: World;
export let schoolId: string;
export let administrator: Somebody;
export let teacher: Somebody;
export let coach: Somebody;
export let colleague: Somebody;
export let recordingId: string;
export const clock = new TestClock(Date.now());

/** A school with a teacher, a coach and a colleague. */
export async function openSchool(): Promise<void> {
  world = await World.open({}, clock);
  const school = await world.school();
  schoolId = school.id;
  administrator = school.administrator;
  [teacher, coach, colleague] = await Promise.all([
    world.member(schoolId, 'Docent'),
    world.member(schoolId, 'Coach'),
    world.member(schoolId, 'Collega'),
  ]);
}

/** A new lesson of the teacher, shared with the coach. */
export async function newLesson(): Promise<void> {
  recordingId = await lesson(world, schoolId, teacher);
  await share(world, recordingId, teacher, coach);
}

type Given = Partial<Omit<NewComment, 'moment'>> & { moment?: { startMs: number; endMs?: number | null } };
export const post = (as: Somebody, given: Given = {}, on = recordingId) =>
  world.call(as, commentRoutes.add, {
    params: { recordingId: on },
    body: {
      clientKey: randomUUID(),
      kind: 'question',
      moment: { startMs: 83_000 },
      text: 'Wat zag je hier?',
      ...given,
    },
  });
export const add = async (as: Somebody, given: Given = {}): Promise<Comment> => {
  const { status, body } = await post(as, given);
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};
export const edit = (as: Somebody, { id }: { id: string }, body: Record<string, unknown>) =>
  world.call(as, commentRoutes.edit, { params: { commentId: id }, body });
export const remove = (as: Somebody, { id }: { id: string }) =>
  world.call(as, commentRoutes.remove, { params: { commentId: id } });
export const restore = (as: Somebody, { id }: { id: string }) =>
  world.call(as, commentRoutes.restore, { params: { commentId: id } });
export const list = async (as: Somebody, after?: number) =>
  (await world.call(as, commentRoutes.list, { params: { recordingId }, query: after === undefined ? {} : { after } }))
    .body;
export const texts = async (as: Somebody) => (await list(as)).items.map(({ text }) => text);
/** What a change list says, in short. */
export const changes = async (as: Somebody, after: number) =>
  (await list(as, after)).items.map(({ revision, text, deletedAt }) => [revision, deletedAt === null ? text : 'gone']);

export const start = async (coacheeId: string) => {
  const body = { title: 'Vragen', coacheeId, coachId: coach.id, startsOn: '2026-09-01', endsOn: '2027-01-01' };
  const made = await world.call(coach, trajectoryRoutes.create, { body: { ...body, organisationId: schoolId } });
  return made.body.id;
};
export const goalOf = async (as: Somebody, trajectoryId: string) =>
  (await world.call(as, goalRoutes.add, { params: { trajectoryId }, body: { title: 'Doel' } })).body.id;
