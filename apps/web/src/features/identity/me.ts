import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Language } from '@lesblik/shared/common';
import type { identityRoutes, Me } from '@lesblik/shared/identity';
import { Problem } from '@lesblik/shared/problems';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';
import { queryClient } from '../../api/query-client.ts';
import { speak } from '../../i18n/i18n.ts';
import { noteLimits } from '../../ui/limits.ts';

const readSession = outline<typeof identityRoutes.session>({ method: 'GET', path: '/session' });
const changeMe = outline<typeof identityRoutes.updateMe>({ method: 'PATCH', path: '/me' });

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const { person } = await call(readSession, {}, { signal });
    if (person === null) throw new Problem('not_signed_in');
    noteLimits(person.limits);
    return person;
  },
  staleTime: 60_000,
});

/** Who is signed in; only below `SignedIn`, which waits for it. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

export async function updateMe(change: { name?: string; language?: Language }): Promise<void> {
  queryClient.setQueryData(meQuery.queryKey, await call(changeMe, { body: change }));
}

/** The language of the page, remembered on this device and with the person. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language);
  await updateMe({ language });
}
