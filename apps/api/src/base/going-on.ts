import type { Database } from '@lesblik/server/database/database';
import { goesOn } from '@lesblik/server/database/expressions';
import type { DB } from '@lesblik/server/database/schema';
import { Problem } from '@lesblik/shared/problems';
import type { Transaction } from 'kysely';

/**
 * Until this transaction ends nobody closes or stops the trajectory: whoever wants to waits. Others write in it meanwhile.
 * @throws Problem trajectory_over when somebody did
 */
export async function assertGoesOn(tx: Database, trajectoryId: string): Promise<void> {
  const { runs } = await tx
    .selectFrom('trajectory as t')
    .select(goesOn('t').as('runs'))
    .where('t.id', '=', trajectoryId)
    .forShare()
    .executeTakeFirstOrThrow();
  if (!runs) throw new Problem('trajectory_over');
}

/** The same for that of a talk. */
export async function assertTalkGoesOn(tx: Database, talkId: string): Promise<void> {
  const { runs } = await tx
    .selectFrom('trajectory as t')
    .innerJoin('talk', 'talk.trajectoryId', 't.id')
    .select(goesOn('t').as('runs'))
    .where('talk.id', '=', talkId)
    .forShare('t')
    .executeTakeFirstOrThrow();
  if (!runs) throw new Problem('trajectory_over');
}

type Work<T> = (tx: Transaction<DB>) => Promise<T>;

/** Writes in a trajectory, unless it is over by then. */
export const whileItGoesOn = <T>(db: Database, trajectoryId: string, work: Work<T>): Promise<T> =>
  db.transaction().execute(async (tx) => {
    await assertGoesOn(tx, trajectoryId);
    return work(tx);
  });

/** Writes in the trajectory of a talk, unless it is over by then. */
export const whileTalkGoesOn = <T>(db: Database, talkId: string, work: Work<T>): Promise<T> =>
  db.transaction().execute(async (tx) => {
    await assertTalkGoesOn(tx, talkId);
    return work(tx);
  });
