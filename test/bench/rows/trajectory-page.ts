import { fullTrajectory } from '../support/full-trajectory.ts';
import { type Figure, milliseconds, percentile, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';

const TIMES = 100;
const REACH_MS = 150;

/** How long the answers to all of these take that are asked for at once, each time. */
async function taken(school: School, paths: readonly string[], cookie: string): Promise<number[]> {
  const page = async (): Promise<number> => {
    const since = performance.now();
    await Promise.all(paths.map((path) => school.send('GET', path, undefined, cookie)));
    return performance.now() - since;
  };
  for (let n = 0; n < 10; n++) await page();
  const took: number[] = [];
  for (let n = 0; n < TIMES; n++) took.push(await page());
  return took;
}

export const trajectoryPage: Row = {
  name: 'trajectory-page',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    try {
      const id = await fullTrajectory(school, 12);
      const paths = [
        `/trajectories/${id}/overview`,
        `/trajectories/${id}/goals`,
        `/trajectories/${id}/goal-proposals`,
        `/recordings?trajectoryId=${id}&limit=24`,
        `/rooms?trajectoryId=${id}`,
        `/trajectories/${id}/talks`,
        `/trajectories/${id}/actions`,
      ];
      const took = await taken(school, paths, school.teacher);
      const p95 = percentile(took, 0.95);
      return [
        {
          what: 'page of a trajectory with 10 talks, 12 goals, 20 lessons, 2,000 comments and 10 calls: server part',
          against: '–',
          measured: `p95 ${milliseconds(p95)}`,
          reach: `p95 ≤ ${REACH_MS} ms`,
          reached: p95 <= REACH_MS,
          numbers: { p50: percentile(took, 0.5), p95 },
        },
      ];
    } finally {
      await school.close();
    }
  },
};

/** The coach's: what they may read is asked of each moment. */
export const goalThread: Row = {
  name: 'goal-thread',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    try {
      const trajectoryId = await fullTrajectory(school, 1);
      const { items } = await school.send<{ items: { id: string }[] }>('GET', `/trajectories/${trajectoryId}/goals`);
      const path = `/goals/${items[0]?.id}/moments?limit=50`;
      const first = await taken(school, [path], school.coach);
      let at = path;
      for (let page = 0; page < 20; page += 1) {
        const { next } = await school.send<{ next: string }>('GET', at, undefined, school.coach);
        at = `${path}&cursor=${next}`;
      }
      const further = await taken(school, [at], school.coach);
      const [p95, furtherP95] = [percentile(first, 0.95), percentile(further, 0.95)];
      return [
        {
          what: 'a goal’s thread of 2,000 moments over 20 lessons: server part of a page of 50',
          against: '–',
          measured: `p95 ${milliseconds(p95)} the first, ${milliseconds(furtherP95)} one in the middle`,
          reach: `p95 ≤ ${REACH_MS} ms (a reach of our own)`,
          reached: Math.max(p95, furtherP95) <= REACH_MS,
          numbers: { p50: percentile(first, 0.5), p95, furtherP50: percentile(further, 0.5), furtherP95 },
        },
      ];
    } finally {
      await school.close();
    }
  },
};
