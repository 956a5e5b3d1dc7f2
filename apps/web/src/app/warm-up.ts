import { queryClient } from '../api/query-client.ts';
import { meQuery } from '../features/identity/me.ts';
import { recordingQuery } from '../features/recordings/recording-query.ts';

const toldByThePage = (): void => undefined;
const REVIEW = /^\/recordings\/([0-9a-f-]{36})$/;

/**
 * Who opens a lesson waits for a picture: its page, who is asking and the recording itself are fetched side by side, before
 * anything is drawn. What fails here is asked again, and told, by the page.
 */
export function warmUp(path: string): void {
  const recordingId = REVIEW.exec(path)?.[1];
  if (!recordingId) return;
  void import('../features/review/ReviewPage.tsx');
  queryClient.query(meQuery).catch(toldByThePage);
  queryClient.query(recordingQuery(recordingId)).catch(toldByThePage);
}
