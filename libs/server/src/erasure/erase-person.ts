import { sql, type Transaction } from 'kysely';
import { emptied } from '../comments/deleted.ts';
import type { DB } from '../database/schema.ts';
import { giveOrder } from '../deletion/orders.ts';
import { transition } from '../media/transition.ts';

export interface Erasure {
  personId: string;
  /** Null: it is done again, after a restore. */
  askedBy: string | null;
  at: Date;
}

export interface Erased {
  /** As they were called, for what lies outside the database. */
  wasCalled: string[];
  /** Their own: being deleted from now on. */
  recordingIds: string[];
  /** Of others, which were shared with them. */
  sharedIds: string[];
}

/**
 * What was theirs alone goes, and their name everywhere. What others read too stays, as of somebody without a name: rows
 * name people by number, so comments, ratings, agreements and the chain of the log stay as they are.
 * @returns undefined where nobody has that number, or they were erased before
 */
export async function erasePerson(tx: Transaction<DB>, erasure: Erasure): Promise<Erased | undefined> {
  const { personId, at } = erasure;
  const person = await tx
    .selectFrom('person')
    .select(['name', 'email', 'erasedAt'])
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (person === undefined || person.erasedAt !== null) return undefined;
  const nobody = { name: '', email: `${personId}@erased.invalid`, emailVerified: false, image: null };
  await tx
    .updateTable('person')
    .set({ ...nobody, twoFactorEnabled: false, updatedAt: at, erasedAt: at })
    .where('id', '=', personId)
    .execute();
  const wanted = await tx.deleteFrom('emailChange').where('personId', '=', personId).returning('email').execute();
  await account(tx, personId, person.email);
  await theirsAlone(tx, erasure);
  await namesThatWereCopied(tx, personId);
  const [sharedIds, recordingIds] = [await grants(tx, erasure), await recordings(tx, erasure)];
  return { wasCalled: [person.name, person.email, ...wanted.map(({ email }) => email)], sharedIds, recordingIds };
}

/** With what they signed in, where they belonged, and what was to be sent to them. */
async function account(tx: Transaction<DB>, personId: string, email: string): Promise<void> {
  for (const table of ['authSession', 'authAccount', 'authTwoFactor', 'membership', 'calendarFeed'] as const)
    await tx.deleteFrom(table).where('personId', '=', personId).execute();
  for (const table of ['notification', 'notificationChoice', 'notificationHours', 'notificationKey'] as const)
    await tx.deleteFrom(table).where('personId', '=', personId).execute();
  await tx
    .deleteFrom('authVerification')
    .where(
      sql<boolean>`position(${personId} in value) > 0 or position(lower(${email}) in lower(identifier || value)) > 0`,
    )
    .execute();
  await tx
    .deleteFrom('invitation')
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .execute();
}

async function theirsAlone(tx: Transaction<DB>, { personId, at }: Erasure): Promise<void> {
  for (const table of ['commentRead', 'watchPosition'] as const)
    await tx.deleteFrom(table).where('personId', '=', personId).execute();
  await tx
    .deleteFrom('comment')
    .where('authorId', '=', personId)
    .where((eb) => eb.or([eb('private', '=', true), eb('sealed', '=', true)]))
    .execute();
  // Deleted at another instant than what they answered, they are not brought back with it.
  await tx
    .updateTable('comment')
    .set({ ...emptied, deletedAt: at })
    .where('authorId', '=', personId)
    .where('deletedAt', 'is not', null)
    .where('text', '<>', '')
    .execute();
  await tx
    .deleteFrom('keptComment')
    .where('authorId', '=', personId)
    .where(sql<boolean>`reader_ids <@ array[author_id]`)
    .execute();
  await tx.deleteFrom('talkDocument').where('ownerId', '=', personId).where('releasedAt', 'is', null).execute();
  await sql`delete from report_field f using trajectory t
    where t.id = f.trajectory_id and t.coachee_id = ${personId} and not f.released`.execute(tx);
}

/** As they were called when somebody was recorded, or signed. */
async function namesThatWereCopied(tx: Transaction<DB>, personId: string): Promise<void> {
  await tx.updateTable('roomConsent').set({ personName: '' }).where('personId', '=', personId).execute();
  await sql`
    update report_version v set
      signed_name = case when v.signed_by = ${personId} then '' else v.signed_name end,
      content = v.content
        || case when t.coachee_id = ${personId} then '{"coachee": ""}'::jsonb else '{}' end
        || case when report_coach(t.id, v.signed_at) = ${personId} then '{"coach": ""}'::jsonb else '{}' end
    from trajectory t
    where t.id = v.trajectory_id and ${personId}::uuid in (v.signed_by, t.coachee_id, report_coach(t.id, v.signed_at))`.execute(
    tx,
  );
}

/** Of lessons of others; their owners read in the log that it ended. */
async function grants(tx: Transaction<DB>, { personId, at }: Erasure): Promise<string[]> {
  const ended = await tx
    .updateTable('recordingGrant as g')
    .from('recording as r')
    .set({ withdrawnAt: at })
    .whereRef('r.id', '=', 'g.recordingId')
    .where('g.granteeId', '=', personId)
    .where('g.withdrawnAt', 'is', null)
    .where('g.until', '>', at)
    .returning(['g.recordingId', 'r.organisationId'])
    .execute();
  const entry = { kind: 'withdrawn', detail: 'erased', actorId: null, subjectId: personId, at };
  if (ended.length > 0)
    await tx
      .insertInto('auditEntry')
      .values(ended.map((one) => ({ ...one, ...entry })))
      .execute();
  return ended.map(({ recordingId }) => recordingId);
}

async function recordings(tx: Transaction<DB>, { personId, askedBy }: Erasure): Promise<string[]> {
  const own = await tx.selectFrom('recording').select('id').where('ownerId', '=', personId).orderBy('id').execute();
  const order = { reason: 'erasure', askedBy, comments: 'go' } as const;
  const ordered: string[] = [];
  for (const { id } of own) {
    const changes = { progress: null, secondsLeft: null, playable: false };
    if ((await transition(tx, id, 'deleted', changes)) === undefined) continue;
    await giveOrder(tx, id, order);
    ordered.push(id);
  }
  return ordered;
}
