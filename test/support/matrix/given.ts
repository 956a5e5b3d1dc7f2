import { today } from '../lesson.ts';
import type { Scene } from '../scene.ts';
import { world, cast } from './stage.ts';

export const school = () => ({ organisationId: cast.organisationId });
export const ofRecording = ({ recordingId }: Scene) => ({ params: { recordingId } });
export const ofRoom = ({ roomId }: Scene) => ({ params: { roomId } });
export const ofTrajectory = ({ trajectoryId }: Scene) => ({ params: { trajectoryId } });
export const ofGoal = ({ goalId }: Scene) => ({ params: { goalId } });
export const ofTalk = ({ talkId }: Scene) => ({ params: { talkId } });
export const ofAction = ({ actionId }: Scene) => ({ params: { actionId } });
export const times = () => ({ timeZone: 'Europe/Amsterdam', times: [`${today().slice(0, 4)}-12-31T15:00`] });
export const setTalk = (changes: object) => (scene: Scene) =>
  world.services.db.updateTable('talk').set(changes).where('id', '=', scene.talkId).execute();
export const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
export const setRecording = (changes: { state: string; problem?: string }) => (scene: Scene) =>
  world.services.db.updateTable('recording').set(changes).where('id', '=', scene.recordingId).execute();
export const deleteComment = ({ commentId }: Scene) =>
  world.services.db.updateTable('comment').set({ deletedAt: new Date() }).where('id', '=', commentId).execute();

export const ofRequest = ({ requestId }: Scene) => ({ params: { requestId } });
export const contact = () => ({ spokenWith: 'client' as const, spokenOn: today(), text: 'Meer rust' });
export const template = () => ({ name: 'Vier gesprekken', talks: 4, months: 4 });
export const resume = ({ trajectoryId }: Scene) =>
  world.services.db.updateTable('trajectory').set({ standing: 'running' }).where('id', '=', trajectoryId).execute();
export const reopen = ({ requestId }: Scene) =>
  world.services.db.updateTable('trajectoryRequest').set({ state: 'open' }).where('id', '=', requestId).execute();
export const unanswered = ({ versionId, cast }: Scene) =>
  world.services.db
    .deleteFrom('workingAgreementAcceptance')
    .where('versionId', '=', versionId)
    .where('personId', '=', cast.owner.id)
    .execute();
export const noWish = ({ trajectoryId }: Scene) =>
  world.services.db.deleteFrom('coachChange').where('trajectoryId', '=', trajectoryId).execute();
export const wishWaits = ({ changeId }: Scene) =>
  world.services.db.updateTable('coachChange').set({ state: 'open' }).where('id', '=', changeId).execute();

export const sharedWithCoach = async ({ recordingId }: Scene) => {
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
export const sealedWithCoach = async (scene: Scene) => {
  await sharedWithCoach(scene);
  const pair = { ownerId: cast.owner.id, coachId: cast.coach.id, sealedBy: cast.owner.id };
  await world.services.db
    .insertInto('seal')
    .values({ ...pair, recordingId: scene.recordingId, sealedAt: new Date() })
    .execute();
};
/** Something hidden that is made, and nothing in use; "segment" 1 of the picture is the recording's own in it. */
export const hidingMade = async ({ recordingId }: Scene) => {
  const { db } = world.services;
  await db.updateTable('recording').set({ state: 'ready' }).where('id', '=', recordingId).execute();
  await db.deleteFrom('recordingHidingList').where('recordingId', '=', recordingId).execute();
  await db.deleteFrom('recordingHiding').where('recordingId', '=', recordingId).execute();
  const list = JSON.stringify({ areas: [], sounds: [{ startMs: 0, endMs: 1000 }] });
  await db.insertInto('recordingHidingList').values({ recordingId, list }).execute();
  await db.insertInto('recordingHiding').values({ recordingId, list, madeAt: new Date() }).execute();
};
export const unwritten = ({ trajectoryId }: Scene) =>
  world.services.db.deleteFrom('reportField').where('trajectoryId', '=', trajectoryId).execute();

export const link = { token: 'a link that never was' };
export const password = 'een lang wachtwoord';
