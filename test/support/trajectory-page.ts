import { ReviewPage } from './review-page.ts';
import type { Somebody, World } from './world.ts';

/** The page of a trajectory, open in somebody's browser, and what it is told: the trajectory's id each time. */
export async function trajectoryPage(world: World, as: Somebody, trajectoryId: string) {
  const page = await ReviewPage.open(world.url, as);
  const told: string[] = [];
  page.socket.on('trajectory:changed', (notice) => told.push(notice.trajectoryId));
  const ended: string[] = [];
  page.socket.on('trajectory:ended', (notice) => ended.push(notice.trajectoryId));
  const answer = await page.ask('trajectory:follow', { trajectoryId });
  return { page, answer, told, ended };
}
