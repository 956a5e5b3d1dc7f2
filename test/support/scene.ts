import { randomUUID } from 'node:crypto';
import { builtInAgendas } from '@lesblik/shared/agendas';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { today } from './lesson.ts';
import type { Somebody, World } from './world.ts';

/** One person for each thing somebody can be to a lesson; a person is nothing else besides. */
export interface Cast {
  organisationId: string;
  /** The teacher; coachee of the trajectory. */
  owner: Somebody;
  commenter: Somebody;
  watcher: Somebody;
  /** The trajectory's coach, without a grant. */
  coach: Somebody;
  client: Somebody;
  supervisor: Somebody;
  administrator: Somebody;
  member: Somebody;
  /** With a grant that still runs, but a stay that is over. */
  expiredGuest: Somebody;
  /** Of the school; could watch the lesson and comment on it, until the owner withdrew that. */
  withdrawn: Somebody;
  /** Could watch too, until their account in the school was ended; with the cookie of before. */
  ended: Somebody;
  /** Administrator of another school. */
  outsider: Somebody;
  nobody: undefined;
}

export type Role = Exclude<keyof Cast, 'organisationId'>;

/** What one lesson has around it; made anew for each route, so that no refusal leans on what another did. */
export interface Scene {
  cast: Cast;
  trajectoryId: string;
  goalId: string;
  proposalId: string;
  recordingId: string;
  /** The commenter's. */
  grantId: string;
  /** By the owner. */
  commentId: string;
  invitationId: string;
  /** A review call: the owner is its host, the commenter, the expired guest and who left the school are invited. */
  roomId: string;
  /** By the coach, in which the coachee has not had a say. */
  contactId: string;
  versionId: string;
  /** Another coach, proposed by the client. */
  changeId: string;
  /** Filed by the client, open, asks the commenter by name. */
  requestId: string;
  /** Of the trajectory: the coach offers one time. */
  talkId: string;
  timeId: string;
  /** Of the owner's lesson, pinned to the talk. */
  momentId: string;
  actionId: string;
  /** The owner's, ready. */
  exportId: string;
  /** A signed and released one, and what the coach suggests for a field that is not released. */
  reportId: string;
  suggestionId: string;
  /** The owner's, which no lesson names, with one pupil of whom nothing was said. */
  classListId: string;
  pupilId: string;
  /** Of the owner's lesson, because of that pupil. */
  closureId: string;
  /** On lessons of the owner of long ago; its reason is its own. */
  holdId: string;
  holdReason: string;
  /** A colleague whom a test may change or remove. */
  spareId: string;
}

export async function castOf(world: World): Promise<Cast> {
  const { id: organisationId, administrator } = await world.school();
  const elsewhere = await world.school('Elders');
  const member = (name: string) => world.member(organisationId, name);
  return {
    organisationId,
    administrator,
    owner: await member('Docent'),
    commenter: await member('Collega'),
    watcher: await member('Kijker'),
    coach: await member('Coach'),
    client: await member('Opdrachtgever'),
    supervisor: await member('Leidinggevende'),
    member: await member('Ander'),
    expiredGuest: await world.member(organisationId, 'Gast', 'guest', new Date(Date.now() - 1000)),
    withdrawn: await member('Voormalig kijker'),
    ended: await endedMember(world, organisationId, administrator),
    outsider: elsewhere.administrator,
    nobody: undefined,
  };
}

async function endedMember(world: World, organisationId: string, administrator: Somebody): Promise<Somebody> {
  const somebody = await world.member(organisationId, 'Vertrokken');
  const { status } = await world.call(administrator, organisationRoutes.removeMember, {
    params: { organisationId, personId: somebody.id },
  });
  if (status !== 204) throw new Error(`their account was not ended: ${status}`);
  return somebody;
}

export async function setScene(world: World, cast: Cast): Promise<Scene> {
  const { db, keys, storage, archives } = world.services;
  const { organisationId, owner } = cast;
  const id = async (row: Promise<{ id: string }>) => (await row).id;

  const trajectoryId = await id(
    db
      .insertInto('trajectory')
      .values({
        ...{ organisationId, title: 'Klassenmanagement', startsOn: today(), endsOn: today() },
        ...{ coacheeId: owner.id, coachId: cast.coach.id, clientId: cast.client.id, supervisorId: cast.supervisor.id },
        createdBy: cast.coach.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const goalId = await id(
    db
      .insertInto('goal')
      .values({ trajectoryId, position: 1, title: 'Rust bij de start' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const proposalId = await id(
    db
      .insertInto('goalProposal')
      .values({ trajectoryId, proposedBy: cast.coach.id, title: 'Meer wachttijd' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const recordingId = await id(
    db
      .insertInto('recording')
      .values({
        ...{ organisationId, ownerId: owner.id, uploaderId: owner.id, trajectoryId, title: 'Breuken' },
        ...{ recordedOn: today(), keepUntil: today(), classGroup: '6A', lawfulBasis: 'internal_coaching' },
        ...{ fileName: 'les.mp4', bytes: 8, state: 'transcoding', playable: true, durationMs: 8000 },
        ...{ uploadedAt: new Date(), commentRevision: 1 },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  await keys.create(recordingId);
  const objects = ['original', 'hls/480/init.mp4', 'hls/480/0.m4s', 'hls/480/1.m4s'];
  for (const name of [...objects, 'poster.jpg', 'thumbnails.vtt', 'thumbnails/0.jpg', 'waveform.dat']) {
    await storage.write({ recordingId, name }, Buffer.from('a thing.'));
  }
  await db
    .insertInto('rendition')
    .values({
      ...{ recordingId, name: '480', kind: 'video', width: 854, height: 480, codecs: 'avc1.4d401f' },
      ...{ bitsPerSecond: 1_400_000, timescale: 90_000, segmentTicks: [360_000, 360_000], offered: true, whole: true },
    })
    .execute();
  const until = new Date(Date.now() + 3_600_000);
  const grantOf = (granteeId: string, mayComment: boolean) =>
    id(
      db
        .insertInto('recordingGrant')
        .values({ recordingId, granteeId, mayComment, until, grantedBy: owner.id })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
  const grantId = await grantOf(cast.commenter.id, true);
  await grantOf(cast.watcher.id, false);
  await grantOf(cast.expiredGuest.id, true);
  await grantOf(cast.ended.id, true);
  await db
    .updateTable('recordingGrant')
    .set({ withdrawnAt: new Date() })
    .where('id', '=', await grantOf(cast.withdrawn.id, true))
    .execute();
  const commentId = await id(
    db
      .insertInto('comment')
      .values({
        ...{ recordingId, authorId: owner.id, clientKey: randomUUID(), kind: 'question' },
        ...{ startMs: 1000, text: 'Wat gebeurt hier?', revision: 1, publishedRevision: 1 },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const invitationId = await id(
    db
      .insertInto('invitation')
      .values({
        ...{ organisationId, email: `${randomUUID()}@example.org`, name: 'Nieuw', role: 'member' },
        ...{ tokenHash: Buffer.from(randomUUID()), expiresAt: until },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const spareId = await id(
    db
      .insertInto('person')
      .values({ name: 'Reserve', email: `${randomUUID()}@example.org` })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  await db.insertInto('membership').values({ organisationId, personId: spareId, role: 'member' }).execute();
  // A person hosts only so many that are open.
  await db.updateTable('room').set({ endedAt: new Date() }).where('organisationId', '=', organisationId).execute();
  const roomId = await id(
    db
      .insertInto('room')
      .values({ organisationId, title: 'Kijkgesprek', recordingId, teacherId: owner.id, hostId: owner.id })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const invited = [owner.id, cast.commenter.id, cast.expiredGuest.id, cast.ended.id];
  await db
    .insertInto('roomPerson')
    .values(invited.map((personId) => ({ roomId, personId })))
    .execute();
  const contactId = await id(
    db
      .insertInto('trajectoryContact')
      .values({
        ...{ trajectoryId, spokenWith: 'both', spokenOn: today(), text: 'Onrust bij de start' },
        ...{ writtenBy: cast.coach.id, writtenAt: new Date() },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const agreementId = await id(
    db.insertInto('workingAgreement').values({ trajectoryId, kind: 'free' }).returning('id').executeTakeFirstOrThrow(),
  );
  const versionId = await id(
    db
      .insertInto('workingAgreementVersion')
      .values({
        agreementId,
        number: 1,
        text: 'We bellen op vrijdag',
        proposedBy: cast.coach.id,
        proposedAt: new Date(),
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  await db
    .insertInto('workingAgreementAcceptance')
    .values({ versionId, personId: cast.coach.id, acceptedAt: new Date() })
    .execute();
  const changeId = await id(
    db
      .insertInto('coachChange')
      .values({
        ...{ trajectoryId, coachId: spareId, reason: 'Ander rooster' },
        ...{ proposedBy: cast.client.id, proposedAt: new Date() },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const requestId = await id(
    db
      .insertInto('trajectoryRequest')
      .values({
        ...{ organisationId, title: 'Een nieuw traject', reason: 'Vertrouwelijk: onrust', openToCoaches: false },
        ...{ coacheeId: owner.id, clientId: cast.client.id, supervisorId: cast.supervisor.id, filedBy: cast.client.id },
        ...{ startsOn: today(), endsOn: today() },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  await db.insertInto('trajectoryRequestCoach').values({ requestId, personId: cast.commenter.id }).execute();
  const talkId = await id(
    db
      .insertInto('talk')
      .values({
        ...{ trajectoryId, kind: 'coaching', title: 'Gesprek', timeZone: 'Europe/Amsterdam', durationMinutes: 60 },
        ...{ offeredBy: cast.coach.id, agenda: JSON.stringify(builtInAgendas.coaching), agendaVersion: 0 },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const timeId = await id(
    db.insertInto('talkTime').values({ talkId, startsAt: until }).returning('id').executeTakeFirstOrThrow(),
  );
  const momentId = await id(
    db
      .insertInto('talkMoment')
      .values({ talkId, recordingId, startMs: 1000, pinnedBy: owner.id })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const actionId = await id(
    db
      .insertInto('action')
      .values({ trajectoryId, talkId, what: 'Wachten', ownerId: owner.id, dueOn: today(), createdBy: owner.id })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const exportId = randomUUID();
  await archives.clear(exportId);
  const archive = await archives.write(
    { exportId, writer: randomUUID() },
    (async function* () {
      yield Buffer.from('a thing.');
    })(),
    new AbortController().signal,
  );
  await db
    .insertInto('dataExport')
    .values({
      ...{
        id: exportId,
        personId: owner.id,
        language: 'nl',
        state: 'ready',
        askedAt: new Date(0),
        readyAt: new Date(),
      },
      ...{ writer: archive.writer, bytes: archive.bytes, pieceBytes: archive.pieceBytes, expiresAt: until },
    })
    .execute();
  await db
    .insertInto('reportField')
    .values([
      { trajectoryId, key: 'learned', text: 'Vrijgegeven: rust', released: true, revision: 1, changedAt: new Date() },
      { trajectoryId, key: 'hold_on', text: 'Onder ons: twijfel', revision: 1, changedAt: new Date() },
    ])
    .execute();
  const suggestionId = await id(
    db
      .insertInto('reportSuggestion')
      .values({
        ...{ trajectoryId, key: 'hold_on', text: 'Onder ons: een voorstel', about: '' },
        ...{ suggestedBy: cast.coach.id, suggestedAt: new Date() },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const content = {
    ...{ school: 'De Regenboog', trajectory: 'Klassenmanagement', coachee: 'Docent', coach: 'Coach', language: 'nl' },
    ...{ period: null, talks: null, goals: [], texts: [{ key: 'learned', text: 'Vrijgegeven: rust' }] },
  };
  const reportId = await id(
    db
      .insertInto('reportVersion')
      .values({
        ...{ trajectoryId, number: 1, content: JSON.stringify(content) },
        ...{ signedBy: owner.id, signedName: 'Docent', signedAt: new Date() },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const now = new Date();
  const classListId = await id(
    db
      .insertInto('classList')
      .values({ organisationId, keeperId: owner.id, name: 'Groep 6', madeAt: now, checkedAt: now })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const pupilId = await id(
    db.insertInto('pupil').values({ classListId, label: 'SV', addedAt: now }).returning('id').executeTakeFirstOrThrow(),
  );
  const closureId = await id(
    db
      .insertInto('consentClosure')
      .values({ recordingId, pupilId, purpose: 'outside', closedAt: now })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const holdReason = `Een klacht ${randomUUID()}`;
  const holdId = await id(
    db
      .insertInto('legalHold')
      .values({
        ...{ organisationId, ownerId: owner.id, recordedFrom: '2000-01-01', recordedUntil: '2000-12-31' },
        ...{ reason: holdReason, until: today(), setBy: cast.administrator.id, setAt: new Date() },
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return {
    ...{ reportId, suggestionId, classListId, pupilId, closureId, holdId, holdReason },
    ...{ cast, trajectoryId, goalId, proposalId, recordingId, grantId, commentId, invitationId, roomId, spareId },
    ...{ contactId, versionId, changeId, requestId },
    ...{ talkId, timeId, momentId, actionId, exportId },
  };
}
