import type { LessonConsent, lessonConsentRoutes } from '@lesblik/shared/lesson-consent';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';
import { queryClient } from '../../api/query-client.ts';
import { readAccessAgain } from '../grants/queries.ts';

// Asked on the review page, which has no room for the contract.
const get = outline<typeof lessonConsentRoutes.get>({ method: 'GET', path: '/recordings/:recordingId/consent' });
const mark = outline<typeof lessonConsentRoutes.markAbsent>({
  method: 'PUT',
  path: '/recordings/:recordingId/absent-pupils',
});

export const lessonConsentQuery = (recordingId: string) =>
  queryOptions({
    queryKey: ['lesson-consent', recordingId],
    queryFn: ({ signal }) => call(get, { params: { recordingId } }, { signal }),
  });

/** Who may be in the picture changes with whom it may be shared. */
export async function markAbsent(recordingId: string, pupilIds: string[]): Promise<LessonConsent> {
  const consent = await call(mark, { params: { recordingId }, body: { pupilIds } });
  queryClient.setQueryData(['lesson-consent', recordingId], consent);
  await Promise.all([readAccessAgain(recordingId), queryClient.invalidateQueries({ queryKey: ['waiting'] })]);
  return consent;
}
