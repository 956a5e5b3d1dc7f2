import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { agreementRoutes } from '@lesblik/shared/agreements';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import { actionRoutes } from '@lesblik/shared/actions';
import { agendaRoutes, builtInAgendas } from '@lesblik/shared/agendas';
import { calendarRoutes } from '@lesblik/shared/calendar';
import { commentRoutes } from '@lesblik/shared/comments';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { goalRoutes } from '@lesblik/shared/goals';
import { grantRoutes } from '@lesblik/shared/grants';
import { homeRoutes } from '@lesblik/shared/home';
import { identityRoutes } from '@lesblik/shared/identity';
import { notificationRoutes } from '@lesblik/shared/notifications';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { reportRoutes } from '@lesblik/shared/reports';
import { requestRoutes } from '@lesblik/shared/requests';
import type { Call, Route } from '@lesblik/shared/route';
import { roomRoutes } from '@lesblik/shared/rooms';
import { allRoutes } from '@lesblik/shared/routes';
import { sealRoutes } from '@lesblik/shared/seals';
import { talkRoutes } from '@lesblik/shared/talks';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { templateRoutes } from '@lesblik/shared/trajectory-templates';
import { newRecording, today } from '../support/lesson.ts';
import { giveLogo, madeLogo } from '../support/logo.ts';
import {
  type Answers,
  but,
  administrator,
  anyMember,
  owner,
  commenters,
  watchers,
  inTrajectory,
  coacheeAndCoach,
  coachee,
  coach,
  coacheeAndClient,
  inRequest,
  client,
  invited,
  host,
  open,
} from '../support/role-answers.ts';
import { type Cast, castOf, type Role, type Scene, setScene } from '../support/scene.ts';
import { World } from '../support/world.ts';

interface Row {
  route: Route;
  /** The status each gets. */
  answers: Answers;
  /** `last`: what happens between the preparation and the call. */
  send: (scene: Scene, role: Role, last?: () => Promise<unknown>) => Promise<{ status: number; code?: string }>;
}

let world: World;
let cast: Cast;

beforeAll(async () => {
  world = await World.open();
  cast = await castOf(world);
});
afterAll(() => world.close());

function row<const R extends Route>(
  route: R,
  answers: Answers,
  input: (scene: Scene) => Call<R>,
  prepare?: (scene: Scene) => Promise<unknown>,
): Row {
  const send: Row['send'] = async (scene, role, last) => {
    await prepare?.(scene);
    await last?.();
    const { status, body } = await world.call(scene.cast[role], route, input(scene));
    return { status, ...(body.code !== undefined && { code: body.code }) };
  };
  return { route, answers, send };
}

const school = () => ({ organisationId: cast.organisationId });
const ofRecording = ({ recordingId }: Scene) => ({ params: { recordingId } });
const ofRoom = ({ roomId }: Scene) => ({ params: { roomId } });
const ofTrajectory = ({ trajectoryId }: Scene) => ({ params: { trajectoryId } });
const ofGoal = ({ goalId }: Scene) => ({ params: { goalId } });
const ofTalk = ({ talkId }: Scene) => ({ params: { talkId } });
const ofAction = ({ actionId }: Scene) => ({ params: { actionId } });
const times = () => ({ timeZone: 'Europe/Amsterdam', times: [`${today().slice(0, 4)}-12-31T15:00`] });
const setTalk = (changes: object) => (scene: Scene) =>
  world.services.db.updateTable('talk').set(changes).where('id', '=', scene.talkId).execute();
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
const setRecording = (changes: { state: string; problem?: string }) => (scene: Scene) =>
  world.services.db.updateTable('recording').set(changes).where('id', '=', scene.recordingId).execute();
const deleteComment = ({ commentId }: Scene) =>
  world.services.db.updateTable('comment').set({ deletedAt: new Date() }).where('id', '=', commentId).execute();

const ofRequest = ({ requestId }: Scene) => ({ params: { requestId } });
const contact = () => ({ spokenWith: 'client' as const, spokenOn: today(), text: 'Meer rust' });
const template = () => ({ name: 'Vier gesprekken', talks: 4, months: 4 });
const resume = ({ trajectoryId }: Scene) =>
  world.services.db.updateTable('trajectory').set({ standing: 'running' }).where('id', '=', trajectoryId).execute();
const reopen = ({ requestId }: Scene) =>
  world.services.db.updateTable('trajectoryRequest').set({ state: 'open' }).where('id', '=', requestId).execute();
const unanswered = ({ versionId, cast }: Scene) =>
  world.services.db
    .deleteFrom('workingAgreementAcceptance')
    .where('versionId', '=', versionId)
    .where('personId', '=', cast.owner.id)
    .execute();
const noWish = ({ trajectoryId }: Scene) =>
  world.services.db.deleteFrom('coachChange').where('trajectoryId', '=', trajectoryId).execute();
const wishWaits = ({ changeId }: Scene) =>
  world.services.db.updateTable('coachChange').set({ state: 'open' }).where('id', '=', changeId).execute();

const sharedWithCoach = async ({ recordingId }: Scene) => {
  const { db } = world.services;
  await db.deleteFrom('seal').where('recordingId', '=', recordingId).execute();
  await db
    .deleteFrom('recordingGrant')
    .where('recordingId', '=', recordingId)
    .where('granteeId', '=', cast.coach.id)
    .execute();
  const until = new Date(Date.now() + 3_600_000);
  await db
    .insertInto('recordingGrant')
    .values({ recordingId, granteeId: cast.coach.id, mayComment: true, until, grantedBy: cast.owner.id })
    .execute();
};
const sealedWithCoach = async (scene: Scene) => {
  await sharedWithCoach(scene);
  const pair = { ownerId: cast.owner.id, coachId: cast.coach.id, sealedBy: cast.owner.id };
  await world.services.db
    .insertInto('seal')
    .values({ ...pair, recordingId: scene.recordingId, sealedAt: new Date() })
    .execute();
};
const unwritten = ({ trajectoryId }: Scene) =>
  world.services.db.deleteFrom('reportField').where('trajectoryId', '=', trajectoryId).execute();

const link = { token: 'a link that never was' };
const password = 'een lang wachtwoord';

const matrix: Row[] = [
  row(identityRoutes.me, but(200), () => ({})),
  row(identityRoutes.session, open(200), () => ({})),
  row(identityRoutes.updateMe, but(200), () => ({ body: { language: 'nl' as const } })),
  row(identityRoutes.resetLink, open(410), () => ({ params: link })),
  row(identityRoutes.setupLink, open(410), () => ({ params: link })),
  row(identityRoutes.setup, open(410), () => ({
    params: link,
    body: { organisationName: 'X', name: 'X', email: 'x@example.org', password, language: 'nl' as const },
  })),

  row(organisationRoutes.get, administrator(200), () => ({ params: school() })),
  row(organisationRoutes.update, administrator(200), () => ({ params: school(), body: { name: 'De Regenboog' } })),
  row(
    organisationRoutes.logo,
    anyMember(200),
    () => ({ params: school() }),
    () => giveLogo(world, cast.organisationId),
  ),
  row(organisationRoutes.setLogo, administrator(200), () => ({
    params: school(),
    body: { png: madeLogo().toString('base64') },
  })),
  row(organisationRoutes.removeLogo, administrator(204), () => ({ params: school() })),
  row(organisationRoutes.colleagues, anyMember(200), () => ({ params: school() })),
  row(organisationRoutes.people, administrator(200), () => ({ params: school() })),
  row(organisationRoutes.updateMember, administrator(200), ({ spareId }) => ({
    params: { ...school(), personId: spareId },
    body: { role: 'guest' as const },
  })),
  row(organisationRoutes.removeMember, administrator(204), ({ spareId }) => ({
    params: { ...school(), personId: spareId },
  })),
  row(organisationRoutes.invitations, administrator(200), () => ({ params: school() })),
  row(organisationRoutes.invite, administrator(201), () => ({
    params: school(),
    body: { email: `${randomUUID()}@example.org`, name: 'Nieuw', role: 'member' as const },
  })),
  row(organisationRoutes.withdrawInvitation, administrator(204), ({ invitationId }) => ({
    params: { ...school(), invitationId },
  })),
  row(organisationRoutes.invitation, open(410), () => ({ params: link })),
  row(organisationRoutes.acceptInvitation, open(410), () => ({
    params: link,
    body: { name: 'X', password, language: 'nl' as const },
  })),

  row(trajectoryRoutes.list, but(200), () => ({})),
  row(
    trajectoryRoutes.create,
    but(403, { owner: 201, coach: 201, administrator: 201, expiredGuest: 404, outsider: 404 }),
    () => ({
      body: {
        ...school(),
        ...{ title: 'Nieuw', coacheeId: cast.owner.id, coachId: cast.coach.id, startsOn: today(), endsOn: today() },
      },
    }),
  ),
  row(trajectoryRoutes.get, inTrajectory(200), ofTrajectory),
  row(trajectoryRoutes.update, coacheeAndCoach(200), (scene) => ({
    ...ofTrajectory(scene),
    body: { title: 'Anders' },
  })),
  row(trajectoryRoutes.overview, inTrajectory(200), ofTrajectory),
  row(
    trajectoryRoutes.step,
    coacheeAndCoach(200),
    (scene) => ({
      ...ofTrajectory(scene),
      body: { from: 'running' as const, to: 'paused' as const, reason: 'Ziek' },
    }),
    resume,
  ),
  row(trajectoryRoutes.plan, coach(200), (scene) => ({ ...ofTrajectory(scene), body: { plannedTalks: 5 } })),
  row(trajectoryRoutes.addContact, coach(201), (scene) => ({ ...ofTrajectory(scene), body: contact() })),
  row(trajectoryRoutes.editContact, coach(200), ({ contactId }) => ({ params: { contactId }, body: contact() })),

  row(agreementRoutes.list, coacheeAndCoach(200), ofTrajectory),
  row(agreementRoutes.propose, coacheeAndCoach(201), (scene) => ({
    ...ofTrajectory(scene),
    body: { kind: 'visibility' as const, text: 'Alleen wij twee' },
  })),
  row(
    agreementRoutes.answer,
    coacheeAndCoach(200),
    ({ versionId }) => ({
      params: { versionId },
      body: { decision: 'accept' as const },
    }),
    unanswered,
  ),
  row(agreementRoutes.withdraw, coach(204), ({ versionId }) => ({ params: { versionId } })),

  row(
    coachChangeRoutes.propose,
    coacheeAndClient(201),
    (scene) => ({
      ...ofTrajectory(scene),
      body: { coachId: scene.spareId },
    }),
    noWish,
  ),
  row(coachChangeRoutes.asked, but(200), () => ({})),
  row(coachChangeRoutes.answer, but(404, { owner: 204, client: 403, coach: 403, supervisor: 403 }), ({ changeId }) => ({
    params: { changeId },
    body: { decision: 'agree' as const },
  })),
  row(
    coachChangeRoutes.withdraw,
    but(404, { owner: 204, client: 204, administrator: 204, coach: 403, supervisor: 403 }),
    ({ changeId }) => ({
      params: { changeId },
    }),
    wishWaits,
  ),
  row(coachChangeRoutes.pairs, administrator(200), () => ({ params: school() })),
  row(coachChangeRoutes.replace, administrator(204), (scene) => ({
    params: { ...school(), trajectoryId: scene.trajectoryId },
    body: { coachId: scene.spareId },
  })),

  row(requestRoutes.list, but(200), () => ({})),
  row(requestRoutes.file, but(403, { client: 201, administrator: 201, expiredGuest: 404, outsider: 404 }), () => ({
    body: {
      ...school(),
      ...{ title: 'Nieuw', reason: 'Omdat', coacheeId: cast.owner.id, clientId: cast.client.id },
      ...{ startsOn: today(), endsOn: today(), openToCoaches: true },
    },
  })),
  row(requestRoutes.get, inRequest(200), ofRequest),
  row(requestRoutes.ask, client(200), (scene) => ({ ...ofRequest(scene), body: { coachIds: [cast.coach.id] } })),
  row(requestRoutes.take, but(404, { commenter: 201, owner: 403, client: 403, supervisor: 403 }), ofRequest),
  row(
    requestRoutes.refuse,
    but(404, { commenter: 204, owner: 204, client: 403, supervisor: 403 }),
    (scene) => ({
      ...ofRequest(scene),
      body: {},
    }),
    reopen,
  ),
  row(requestRoutes.withdraw, client(204), (scene) => ({ ...ofRequest(scene), body: {} })),

  row(templateRoutes.list, anyMember(200), () => ({ params: school() })),
  row(templateRoutes.add, administrator(201), () => ({ params: school(), body: template() })),
  row(templateRoutes.edit, administrator(200), () => ({
    params: { ...school(), key: 'five_talks' as const },
    body: template(),
  })),
  row(templateRoutes.restore, administrator(204), () => ({ params: { ...school(), key: 'ten_talks' as const } })),

  row(goalRoutes.list, coacheeAndCoach(200), ofTrajectory),
  row(goalRoutes.add, coachee(201), (scene) => ({ ...ofTrajectory(scene), body: { title: 'Een doel' } })),
  row(goalRoutes.edit, coachee(200), ({ goalId }) => ({ params: { goalId }, body: { title: 'Anders' } })),
  row(goalRoutes.order, coachee(200), (scene) => ({ ...ofTrajectory(scene), body: { goalIds: [scene.goalId] } })),
  row(goalRoutes.proposals, coacheeAndCoach(200), ofTrajectory),
  row(goalRoutes.propose, coach(201), (scene) => ({ ...ofTrajectory(scene), body: { title: 'Een voorstel' } })),
  row(goalRoutes.answer, coachee(200), ({ proposalId }) => ({
    params: { proposalId },
    body: { decision: 'accept' as const },
  })),
  row(goalRoutes.withdrawProposal, coach(204), ({ proposalId }) => ({ params: { proposalId } })),

  row(goalProgressRoutes.get, coacheeAndCoach(200), ofGoal),
  row(goalProgressRoutes.rate, coacheeAndCoach(201), (scene) => ({ ...ofGoal(scene), body: { value: 1 } })),
  row(goalProgressRoutes.thread, coacheeAndCoach(200), ofGoal),

  row(recordingRoutes.create, anyMember(201), () => ({ body: newRecording(cast.organisationId) })),
  row(recordingRoutes.list, but(200), () => ({ query: {} })),
  row(recordingRoutes.get, watchers(200), ofRecording),
  row(recordingRoutes.update, owner(200), (scene) => ({ ...ofRecording(scene), body: { title: 'Anders' } })),
  row(recordingRoutes.remove, owner(204), ofRecording),
  row(recordingRoutes.retry, owner(200), ofRecording, setRecording({ state: 'failed', problem: 'transcode_failed' })),
  row(recordingRoutes.cancel, owner(200), ofRecording),
  row(recordingRoutes.digest, owner(204), (scene) => ({ ...ofRecording(scene), body: { sha256: '0'.repeat(64) } })),
  row(recordingRoutes.original, owner(200), ofRecording),
  row(recordingRoutes.master, watchers(200), ofRecording),
  row(recordingRoutes.playlist, watchers(200), ({ recordingId }) => ({ params: { recordingId, rendition: '480' } })),
  row(recordingRoutes.segment, watchers(200), ({ recordingId }) => ({
    params: { recordingId, rendition: '480', segment: '1.m4s' },
  })),
  row(recordingRoutes.poster, watchers(200), ofRecording),
  row(recordingRoutes.thumbnails, watchers(200), ofRecording),
  row(recordingRoutes.thumbnailSheet, watchers(200), ({ recordingId }) => ({
    params: { recordingId, sheet: '0.jpg' },
  })),
  row(recordingRoutes.waveform, watchers(200), ofRecording),
  row(recordingRoutes.position, watchers(200), ofRecording),
  row(recordingRoutes.played, watchers(204), (scene) => ({
    ...ofRecording(scene),
    body: { atMs: 1000, ranges: [{ startMs: 0, endMs: 1000 }] },
  })),

  row(grantRoutes.list, owner(200), ofRecording),
  row(grantRoutes.give, owner(201), (scene) => ({
    ...ofRecording(scene),
    body: { granteeId: cast.member.id, mayComment: true, until: tomorrow() },
  })),
  row(grantRoutes.change, owner(200), ({ grantId }) => ({ params: { grantId }, body: { until: tomorrow() } })),
  row(grantRoutes.withdraw, owner(204), ({ grantId }) => ({ params: { grantId } })),

  row(auditLogRoutes.list, owner(200), (scene) => ({ ...ofRecording(scene), query: {} })),

  row(commentRoutes.list, watchers(200), (scene) => ({ ...ofRecording(scene), query: {} })),
  row(commentRoutes.add, commenters(201), (scene) => ({
    ...ofRecording(scene),
    body: { clientKey: randomUUID(), kind: 'compliment' as const, moment: { startMs: 0 }, text: 'Mooi!' },
  })),
  row(commentRoutes.edit, owner(200), ({ commentId }) => ({ params: { commentId }, body: { text: 'Anders' } })),
  row(commentRoutes.remove, owner(204), ({ commentId }) => ({ params: { commentId } })),
  // What is deleted is there for its author alone.
  row(commentRoutes.restore, but(404, { owner: 200 }), ({ commentId }) => ({ params: { commentId } }), deleteComment),
  row(commentRoutes.read, watchers(204), (scene) => ({ ...ofRecording(scene), body: { revision: 1 } })),
  row(commentRoutes.people, watchers(200), ofRecording),

  row(sealRoutes.get, watchers(200), ofRecording),
  // The coach, with whom it is shared for this.
  row(
    sealRoutes.start,
    but(404, { owner: 201, coach: 201, commenter: 403, watcher: 403 }),
    (scene) => ({ ...ofRecording(scene), body: { coachId: cast.coach.id } }),
    sharedWithCoach,
  ),
  // Of the two who look apart, and not there for others who watch.
  row(
    sealRoutes.release,
    but(404, { owner: 200, coach: 200 }),
    (scene) => ({ ...ofRecording(scene), body: { released: true } }),
    sealedWithCoach,
  ),
  row(sealRoutes.open, but(404, { owner: 200, coach: 403 }), ofRecording, sealedWithCoach),

  row(roomRoutes.create, watchers(201), ({ recordingId }) => ({
    body: { title: 'Kijkgesprek', recordingId, personIds: [cast.member.id] },
  })),
  row(roomRoutes.list, but(200), () => ({ query: {} })),
  row(roomRoutes.get, invited(200), ofRoom),
  row(roomRoutes.update, host(200), (scene) => ({ ...ofRoom(scene), body: { title: 'Anders' } })),
  row(roomRoutes.end, host(200), ofRoom),
  // Invited, and not let in yet: the talk is of those who are in it.
  row(roomRoutes.messages, host(200), (scene) => ({ ...ofRoom(scene), query: {} })),

  row(talkRoutes.list, coacheeAndCoach(200), ofTrajectory),
  row(talkRoutes.dates, inTrajectory(200), ofTrajectory),
  row(talkRoutes.mine, but(200), () => ({})),
  row(talkRoutes.offer, coacheeAndCoach(201), (scene) => ({
    ...ofTrajectory(scene),
    body: { kind: 'coaching' as const, title: 'Gesprek', ...times() },
  })),
  row(talkRoutes.get, coacheeAndCoach(200), ofTalk),
  row(talkRoutes.update, coacheeAndCoach(200), (scene) => ({ ...ofTalk(scene), body: { title: 'Anders' } })),
  row(talkRoutes.offerAgain, coacheeAndCoach(200), (scene) => ({ ...ofTalk(scene), body: times() })),
  // The coach offered the times.
  row(talkRoutes.pick, coachee(200), (scene) => ({ ...ofTalk(scene), body: { timeId: scene.timeId } })),
  row(
    talkRoutes.cancel,
    coacheeAndCoach(200),
    (scene) => ({ ...ofTalk(scene), body: { message: 'Ziek' } }),
    setTalk({ state: 'proposed', cancelledAt: null, cancelledBy: null }),
  ),
  row(talkRoutes.confirm, coacheeAndCoach(409), (scene) => ({ ...ofTalk(scene), body: { summary: '' } })),
  row(talkRoutes.reopen, coacheeAndCoach(200), ofTalk, setTalk({ state: 'held', heldAt: new Date() })),
  row(talkRoutes.preparations, coacheeAndCoach(200), ofTalk),
  row(talkRoutes.release, coacheeAndCoach(200), (scene) => ({ ...ofTalk(scene), body: { released: true } })),
  row(talkRoutes.moments, coacheeAndCoach(200), ofTalk),
  // The coach takes part, and the lesson is not shared with them.
  row(talkRoutes.pin, but(404, { owner: 201, client: 403, supervisor: 403 }), (scene) => ({
    ...ofTalk(scene),
    body: { recordingId: scene.recordingId, moment: { startMs: 1000 } },
  })),
  row(
    talkRoutes.unpin,
    coacheeAndCoach(204),
    ({ momentId }) => ({ params: { momentId } }),
    ({ momentId, talkId, recordingId }) =>
      world.services.db
        .insertInto('talkMoment')
        .values({ id: momentId, talkId, recordingId, startMs: 1000, pinnedBy: cast.owner.id })
        .onConflict((on) => on.doNothing())
        .execute(),
  ),
  row(talkRoutes.call, coacheeAndCoach(200), ofTalk),
  row(talkRoutes.file, coacheeAndCoach(200), ofTalk, setTalk({ state: 'planned', startsAt: new Date() })),

  row(agendaRoutes.list, administrator(200), () => ({ params: school() })),
  row(
    agendaRoutes.change,
    administrator(200),
    () => ({
      params: { ...school(), kind: 'coaching' as const },
      body: { version: 0, sections: [...builtInAgendas.coaching] },
    }),
    () => world.services.db.deleteFrom('agendaTemplate').execute(),
  ),

  row(actionRoutes.list, coacheeAndCoach(200), ofTrajectory),
  row(actionRoutes.add, coacheeAndCoach(201), (scene) => ({
    ...ofTrajectory(scene),
    body: { what: 'Wachten', ownerId: cast.owner.id, dueOn: today() },
  })),
  row(actionRoutes.change, coacheeAndCoach(200), (scene) => ({ ...ofAction(scene), body: { what: 'Anders' } })),
  row(actionRoutes.done, coacheeAndCoach(200), (scene) => ({ ...ofAction(scene), body: { text: 'Gelukt' } })),
  row(actionRoutes.open, coacheeAndCoach(200), ofAction),
  row(actionRoutes.remove, coacheeAndCoach(204), ofAction, ({ actionId }) =>
    world.services.db.updateTable('action').set({ removedAt: null }).where('id', '=', actionId).execute(),
  ),
  row(actionRoutes.restore, coacheeAndCoach(200), ofAction),

  row(calendarRoutes.get, but(200), () => ({})),
  row(calendarRoutes.make, but(201), () => ({})),
  row(calendarRoutes.end, but(204), () => ({})),
  row(calendarRoutes.read, open(404), () => ({ params: link })),

  row(reportRoutes.evaluation, coacheeAndCoach(200), ofTrajectory),
  row(
    reportRoutes.write,
    coachee(200),
    (scene) => ({ ...ofTrajectory(scene), body: { key: 'support' as const, revision: 0, text: 'Tijd' } }),
    unwritten,
  ),
  row(reportRoutes.suggest, coach(201), (scene) => ({
    ...ofTrajectory(scene),
    body: { key: 'learned' as const, text: 'Korter' },
  })),
  row(reportRoutes.answer, coachee(200), ({ suggestionId }) => ({
    params: { suggestionId },
    body: { decision: 'refuse' as const },
  })),
  row(reportRoutes.takeBack, coach(204), ({ suggestionId }) => ({ params: { suggestionId } })),
  row(reportRoutes.preview, coacheeAndCoach(200), ofTrajectory),
  // Not in its last phase yet.
  row(reportRoutes.sign, coachee(409), (scene) => ({
    ...ofTrajectory(scene),
    body: { name: 'Docent', digest: '0'.repeat(64) },
  })),
  row(reportRoutes.withdraw, coachee(204), ({ reportId }) => ({ params: { reportId } })),
  row(reportRoutes.released, inTrajectory(200), ofTrajectory),
  row(reportRoutes.pdf, inTrajectory(200), ofTrajectory),

  row(homeRoutes.waiting, but(200), () => ({})),

  row(notificationRoutes.list, but(200), () => ({ query: {} })),
  row(notificationRoutes.count, but(200), () => ({})),
  row(notificationRoutes.read, but(204), ({ talkId }) => ({ body: { ids: [talkId] } })),
  row(notificationRoutes.readAll, but(204), () => ({ body: { until: tomorrow() } })),
  row(notificationRoutes.settings, but(200), () => ({})),
  row(notificationRoutes.set, but(200), () => ({ body: { dailyAt: '15:00' } })),
  row(notificationRoutes.unsubscribePage, open(303), () => ({ params: link })),
  row(notificationRoutes.unsubscribeKinds, open(410), () => ({ params: link })),
  row(notificationRoutes.unsubscribe, open(410), () => ({ params: link })),
  row(notificationRoutes.subscribeAgain, open(410), () => ({ params: link })),
];

test('every route of the contract is in the matrix, once', () => {
  const named = (route: Route) => allRoutes.find((one) => one.route === route)?.name;
  expect(matrix.map(({ route }) => named(route))).toEqual(expect.arrayContaining(allRoutes.map(({ name }) => name)));
  expect(matrix).toHaveLength(allRoutes.length);
});

describe('who gets what', () => {
  const rows = matrix.map((one) => [allRoutes.find(({ route }) => route === one.route)?.name ?? '', one] as const);

  test.each(rows)('%s', async (_, { answers, send }) => {
    const scene = await setScene(world, cast);
    const got: Partial<Answers> = {};
    // Those who are refused come first: what they tried must not have happened.
    const roles = (Object.keys(answers) as Role[]).toSorted((a, b) => answers[b] - answers[a]);
    for (const role of roles) got[role] = (await send(scene, role)).status;
    expect(got).toEqual(answers);
  });
});

describe('a trajectory that is over', () => {
  const features = [
    'trajectories',
    'agreements',
    'coachChanges',
    'goals',
    'goalProgress',
    'talks',
    'actions',
    'reports',
  ];
  /** A new trajectory; the way out, of which the table of steps says more; what is not there for who may not work in it. */
  const apart: readonly Route[] = [
    ...[trajectoryRoutes.create, trajectoryRoutes.step, coachChangeRoutes.replace],
    // What was released can always be taken back.
    reportRoutes.withdraw,
  ];
  const over = [
    ['closed', { phase: 'closed' }],
    ['stopped', { standing: 'stopped' }],
  ] as const;
  const rows = matrix.flatMap((one) => {
    const name = allRoutes.find(({ route }) => route === one.route)?.name ?? '';
    const inTrajectories = features.includes(name.split('.')[0] ?? '') && !apart.includes(one.route);
    return inTrajectories ? over.map(([how, change]) => [name, how, change, one] as const) : [];
  });

  test.each(rows)('%s, %s', async (_, __, change, { route, answers, send }) => {
    const scene = await setScene(world, cast);
    // The one to whom it is answered while the trajectory goes on; talks are confirmed by nobody yet.
    const role = (Object.keys(answers) as Role[]).find((one) => answers[one] < 300 || answers[one] === 409) ?? 'owner';
    const end = () =>
      world.services.db.updateTable('trajectory').set(change).where('id', '=', scene.trajectoryId).execute();
    const answer = await send(scene, role, end);
    if (route.method === 'GET') expect(answer.status).toBe(200);
    else {
      expect(answer).toEqual({ status: 409, code: 'trajectory_over' });
      // What is answered stands in the contract, and so in OpenAPI.
      expect(route.problems).toContain('trajectory_over');
    }
  });

  test.each(over)('no call is begun in it, %s', async (_, change) => {
    const { trajectoryId } = await setScene(world, cast);
    await world.services.db.updateTable('trajectory').set(change).where('id', '=', trajectoryId).execute();
    const body = { title: 'Kijkgesprek', trajectoryId, personIds: [cast.member.id] };
    const answer = await world.call(cast.owner, roomRoutes.create, { body });
    expect(answer.body).toMatchObject({ code: 'trajectory_over' });
    expect(roomRoutes.create.problems).toContain('trajectory_over');
  });

  test('the owner’s lessons stay the owner’s: shared, described and deleted as ever', async () => {
    const scene = await setScene(world, cast);
    const { trajectoryId, recordingId } = scene;
    await world.services.db.updateTable('trajectory').set({ phase: 'closed' }).where('id', '=', trajectoryId).execute();
    for (const [route, status] of [
      [grantRoutes.give, 201],
      [grantRoutes.withdraw, 204],
      [commentRoutes.add, 201],
      [recordingRoutes.update, 200],
      [recordingRoutes.remove, 204],
    ] as const) {
      const found = matrix.find((one) => one.route === route);
      expect([recordingId, await found?.send(scene, 'owner')]).toEqual([recordingId, { status }]);
    }
  });
});
