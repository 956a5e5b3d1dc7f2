import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { roomRoutes } from '@lesblik/shared/rooms';
import { sql } from 'kysely';
import { answered, inTrajectories } from '../support/matrix/ended.ts';
import { cast, openStage, world } from '../support/matrix/stage.ts';
import { setScene } from '../support/scene.ts';
import { TalkPage } from '../support/talk-pages.ts';
import { until } from '../support/until.ts';

beforeAll(openStage);
afterAll(() => world.close());

/** Somebody closes a trajectory: all is written, and it holds once it is let go. */
async function closing(trajectoryId: string) {
  const tx = await world.services.db.startTransaction().execute();
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
  const pid = rows[0]?.pid ?? 0;
  const waits = async () => {
    const answer = await sql<{ waits: boolean }>`select exists (select from pg_stat_activity
      where ${pid} = any (pg_blocking_pids(pid))) as waits`.execute(world.services.db);
    return answer.rows[0]?.waits;
  };
  return {
    begin: () => tx.updateTable('trajectory').set({ phase: 'closed' }).where('id', '=', trajectoryId).execute(),
    /** Lets it be closed once somebody waits for it, or has not. */
    async letGo(answer: Promise<unknown>): Promise<void> {
      let done = false;
      void answer.finally(() => (done = true));
      try {
        await until(async () => done || waits(), 10_000, 'the writing, or its end');
      } finally {
        await tx.commit().execute();
      }
    },
  };
}

describe('what is written while somebody else closes the trajectory waits for that, and is refused', () => {
  const writes = inTrajectories.filter(([, { route }]) => route.method !== 'GET');

  test.each(writes)('%s', async (_, { answers, send }) => {
    const scene = await setScene(world, cast);
    const { begin, letGo } = await closing(scene.trajectoryId);
    const answer = send(scene, answered(answers), begin);
    await letGo(answer);
    expect(await answer).toEqual({ status: 409, code: 'trajectory_over' });
  });

  test('a call', async () => {
    const { trajectoryId } = await setScene(world, cast);
    const { begin, letGo } = await closing(trajectoryId);
    await begin();
    const body = { title: 'Kijkgesprek', trajectoryId, personIds: [cast.member.id] };
    const answer = world.call(cast.owner, roomRoutes.create, { body });
    await letGo(answer);
    expect((await answer).body).toMatchObject({ code: 'trajectory_over' });
  });

  test('the words of a talk', async () => {
    const { trajectoryId, talkId } = await setScene(world, cast);
    const page = await (await TalkPage.open(world.url, cast.owner, talkId)).loaded();
    const { begin, letGo } = await closing(trajectoryId);
    await begin();
    page.field('situation').type('Te laat');
    const refused = until(() => page.line.getState().problem ?? false, 10_000, 'the refusal');
    await letGo(refused);
    expect(await refused).toBe('trajectory_over');
    page.close();
  });
});
