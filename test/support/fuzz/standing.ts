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

const handlesOf = async ({ pid }: ApiProcess): Promise<number> => (await readdir(`/proc/${pid}/fd`)).length;

/** MB that its objects take, those among them that the next collection would find to be waste. */
export async function heapOf({ url }: ApiProcess): Promise<number> {
  const text = await (await fetch(`${url}/api/metrics`)).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(text)?.[1]) / 2 ** 20;
}

/** @param api the one process on the world's database beside the world itself */
export async function standingOf(world: World, api: ApiProcess): Promise<Standing> {
  const { rows } = await sql<{ connections: string; atWork: string }>`
    select count(*) as connections,
      count(*) filter (where state <> 'idle' and pid <> pg_backend_pid()) as "atWork"
    from pg_stat_activity where datname = current_database()`.execute(world.services.db);
  return {
    handles: await handlesOf(api),
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
