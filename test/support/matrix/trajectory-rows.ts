import { agreementRoutes } from '@lesblik/shared/agreements';
import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import { requestRoutes } from '@lesblik/shared/requests';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { today } from '../lesson.ts';
import {
  type Row,
  but,
  administrator,
  inTrajectory,
  coacheeAndCoach,
  coach,
  coacheeAndClient,
  inRequest,
  client,
  row,
} from './answers.ts';
import { school, ofTrajectory, ofRequest, contact, resume, reopen, unanswered, noWish, wishWaits } from './given.ts';
import { cast } from './stage.ts';

/** Trajectories themselves: their steps, agreements, people and requests. */
export const trajectoryRows: Row[] = [
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
];
