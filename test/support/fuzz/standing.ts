import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import type { ApiProcess } from '../api-process.ts';
import { until } from '../until.ts';
import type { World } from '../world.ts';

/** What a process holds while nobody asks it anything. */
export interface Standing {
  handles: number;
  connections: number;
  /** Transactions that somebody began and nobody ended, statements that go on. */
  atWork: number;
}

/** Has a process collect its garbage when it is told so: what is left then is alive. */
export const COLLECTS = "--expose-gc --import=data:text/javascript,process.on('SIGUSR2',()=>gc())";

/** MB that are alive in a process, its buffers among them. */
export async function aliveIn({ url, pid }: ApiProcess): Promise<number> {
  const figure = async (name: string): Promise<number> => {
    const text = await (await fetch(`${url}/api/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith(name));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  };
  const collected = 'nodejs_gc_duration_seconds_count{kind="major"}';
  const before = await figure(collected);
  process.kill(pid, 'SIGUSR2');
  await until(async () => (await figure(collected)) > before, 60_000, 'a collection', 20);
  const bytes = (await figure('nodejs_heap_size_used_bytes')) + (await figure('nodejs_external_memory_bytes'));
  return bytes / 2 ** 20;
}

/** @param api the one process on the world's database beside the world itself */
export async function standingOf(world: World, { pid }: ApiProcess): Promise<Standing> {
  const { rows } = await sql<{ connections: string; atWork: string }>`
    select count(*) as connections,
      count(*) filter (where state <> 'idle' and pid <> pg_backend_pid()) as "atWork"
    from pg_stat_activity where datname = current_database()`.execute(world.services.db);
  return {
    handles: (await readdir(`/proc/${pid}/fd`)).length,
    connections: Number(rows[0]?.connections),
    atWork: Number(rows[0]?.atWork),
  };
}

/** Lines that nobody uses are closed after a few seconds. */
export const backTo = (world: World, api: ApiProcess, before: Standing, room: Standing): Promise<Standing> =>
  until(
    async () => {
      const now = await standingOf(world, api);
      const names = Object.keys(now) as (keyof Standing)[];
      return names.every((name) => now[name] <= before[name] + room[name]) && now;
    },
    40_000,
    `what was held before (${JSON.stringify(before)})`,
    200,
  );

/** Who is known, and to which schools: nobody can be added to it by asking oddly. */
export async function knownTo({ services: { db } }: World): Promise<Record<string, number>> {
  const tables = ['organisation', 'person', 'membership', 'authAccount', 'authSession'] as const;
  const counts = tables.map(async (table) => {
    const { count } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    return [table, Number(count)] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}
