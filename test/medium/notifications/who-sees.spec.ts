import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NotificationKind, notificationRoutes } from '@lesblik/shared/notifications';
import { share } from '../../support/recordings.ts';
import { type Cast, castOf, type Role, type Scene, setScene } from '../../support/scene.ts';
import { World } from '../../support/world.ts';

let world: World;
let cast: Cast;

beforeAll(async () => {
  world = await World.open();
  cast = await castOf(world);
});
afterAll(() => world.close());

const roles: Exclude<Role, 'nobody'>[] = [
  ...(['owner', 'commenter', 'watcher', 'coach', 'client', 'supervisor'] as const),
  ...(['administrator', 'member', 'expiredGuest', 'outsider'] as const),
];
const around: Role[] = ['commenter', 'watcher'];
const both: Role[] = ['owner', 'coach'];

/** A scene, and the school it is set in. */
type Told = Scene & { organisationId: string; schoolName: string };

/** Of each kind: its subject in the scene, by which id it is found in the list, and who may see it. */
const tellings: [kind: NotificationKind, subject: keyof Told, found: keyof Told, who: Role[]][] = [
  ['comment_added', 'commentId', 'commentId', around],
  ['comment_replied', 'commentId', 'commentId', around],
  ['mentioned', 'commentId', 'commentId', around],
  ['lesson_shared', 'recordingId', 'recordingId', around],
  ['seal_begun', 'recordingId', 'recordingId', both],
  ['seal_opened', 'recordingId', 'recordingId', ['owner', 'commenter', 'watcher']],
  ['call_invited', 'roomId', 'roomId', ['owner', 'commenter']],
  ['lesson_ends', 'recordingId', 'recordingId', ['owner']],
  ['talk_offered', 'talkId', 'talkId', both],
  ['talk_planned', 'talkId', 'talkId', both],
  ['talk_cancelled', 'talkId', 'talkId', both],
  ['talk_in_a_day', 'talkId', 'talkId', both],
  ['talk_in_an_hour', 'talkId', 'talkId', both],
  ['preparation_released', 'talkId', 'talkId', ['owner']],
  ['summary_to_confirm', 'talkId', 'talkId', both],
  ['goal_proposed', 'proposalId', 'trajectoryId', both],
  ['goal_answered', 'proposalId', 'trajectoryId', both],
  ['agreement_proposed', 'versionId', 'trajectoryId', both],
  ['agreement_answered', 'versionId', 'trajectoryId', both],
  ['consent_withdrawn', 'recordingId', 'recordingId', ['owner']],
  ['class_list_to_check', 'classListId', 'classListId', ['owner']],
  ['request_filed', 'requestId', 'requestId', ['owner', 'commenter', 'client']],
  ['request_answered', 'requestId', 'requestId', ['owner', 'commenter', 'client']],
  ['action_overdue', 'actionId', 'trajectoryId', ['owner']],
  ['report_suggested', 'suggestionId', 'trajectoryId', ['owner']],
  ['report_signed', 'reportId', 'trajectoryId', ['owner', 'coach', 'client', 'supervisor']],
  ['coach_proposed', 'changeId', 'trajectoryId', ['owner', 'client']],
  ['coach_answered', 'changeId', 'trajectoryId', ['owner', 'client']],
  ['coach_asked', 'changeId', 'trajectoryId', []],
  ['lessons_closed', 'organisationId', 'schoolName', ['owner']],
  ['lessons_held', 'holdId', 'holdReason', ['owner']],
];

/** Owner and coach look apart at the scene's lesson, which is shared with the coach for that. */
async function seal({ recordingId }: Scene): Promise<void> {
  const { owner, coach } = cast;
  await share(world, recordingId, owner, coach);
  await world.services.db
    .insertInto('seal')
    .values({ recordingId, ownerId: owner.id, coachId: coach.id, sealedBy: owner.id, sealedAt: new Date() })
    .execute();
}

/** What the coach prepared for the scene's talk can be read since then. */
async function release({ talkId }: Scene, releasedAt: Date): Promise<void> {
  const released = { talkId, ownerId: cast.coach.id, releasedAt };
  await world.services.db.insertInto('talkDocument').values(released).execute();
}

test('every kind is looked at', () => {
  expect(tellings.map(([kind]) => kind).toSorted()).toEqual([...NotificationKind.options].toSorted());
});

test.each(tellings)('%s: those who may see it, though everybody was told', async (kind, subject, found, who) => {
  const scene = { ...(await setScene(world, cast)), organisationId: cast.organisationId, schoolName: 'De Regenboog' };
  if (kind === 'seal_begun') await seal(scene);
  const now = new Date();
  if (kind === 'preparation_released') await release(scene, now);
  const unread = () =>
    Promise.all(roles.map(async (role) => (await world.call(cast[role], notificationRoutes.count, {})).body.unread));
  const before = await unread();
  // Of a preparation it matters whose it is.
  const byId = kind === 'preparation_released' ? cast.coach.id : null;
  const telling = { kind, subjectId: String(scene[subject]), byId, ofInstant: now, madeAt: now };
  await world.services.db
    .insertInto('notification')
    .values(roles.map((role) => ({ personId: cast[role].id, ...telling })))
    .execute();
  const finders: Role[] = [];
  for (const role of roles) {
    const { body } = await world.call(cast[role], notificationRoutes.list, { query: {} });
    if (JSON.stringify(body).includes(String(scene[found]))) finders.push(role);
  }
  expect(finders).toEqual(who);
  // What is not shown is not counted either.
  const after = await unread();
  expect(who).toEqual(expect.arrayContaining(roles.filter((_, index) => after[index] !== before[index])));
});
