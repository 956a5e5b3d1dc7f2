import { actionRoutes } from '@lesblik/shared/actions';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { goalRoutes } from '@lesblik/shared/goals';
import { reportRoutes } from '@lesblik/shared/reports';
import { talkRoutes } from '@lesblik/shared/talks';
import { today } from '../lesson.ts';
import { type Row, but, inTrajectory, coacheeAndCoach, coachee, coach, row } from './answers.ts';
import { ofTrajectory, ofGoal, ofTalk, ofAction, times, setTalk, unwritten } from './given.ts';
import { world, cast } from './stage.ts';

/** What coachee and coach do in a trajectory. */
export const workRows: Row[] = [
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
  // Written by the coachee.
  row(
    goalProgressRoutes.removeKept,
    coachee(204),
    ({ goalId, commentId }) => ({ params: { goalId, commentId } }),
    ({ goalId, commentId, recordingId }) =>
      world.services.db
        .insertInto('keptComment')
        .values({
          ...{ id: commentId, goalIds: [goalId], authorId: cast.owner.id, readerIds: [cast.owner.id, cast.coach.id] },
          ...{ private: false, kind: 'question', startMs: 1000, text: 'Wie stelt de vraag?' },
          ...{ recordingId, recordedOn: today(), recordingMadeAt: new Date() },
        })
        .onConflict((on) => on.doNothing())
        .execute(),
  ),

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
];
