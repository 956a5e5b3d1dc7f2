import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { goalRoutes } from '@lesblik/shared/goals';
import { ratings, steps } from './content.ts';
import { then } from './past.ts';
import type { School } from './school.ts';

/** The steps of a goal, and what coachee and coach said of it. */
export async function rateGoal({ clients, past }: School, goalId: string): Promise<void> {
  const params = { goalId };
  if ((await clients.docent.call(goalProgressRoutes.get, { params })).ratings.length > 0) return;
  await past.at(then(ratings[0].daysAgo, 18), () => clients.docent.call(goalRoutes.edit, { params, body: { steps } }));
  const { items } = await clients.coach.call(goalProgressRoutes.thread, { params });
  for (const { by, daysAgo, value, seen, ...shown } of ratings) {
    const found = 'at' in shown ? items[shown.at] : undefined;
    const evidence = found?.lesson
      ? { recordingId: found.lesson.recordingId, commentId: found.id, ...found.moment }
      : null;
    const rate = () => clients[by].call(goalProgressRoutes.rate, { params, body: { value, seen, evidence } });
    await past.at(then(daysAgo, by === 'coach' ? 9 : 19, 40), rate);
  }
}
