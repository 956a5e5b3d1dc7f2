import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Language } from '@lesblik/shared/common';
import type { identityRoutes, Me } from '@lesblik/shared/identity';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';
import { queryClient } from '../../api/query-client.ts';
import { speak } from '../../i18n/i18n.ts';
import { noteLimits } from '../../ui/limits.ts';

const readMe = outline<typeof identityRoutes.me>({ method: 'GET', path: '/me' });
const changeMe = outline<typeof identityRoutes.updateMe>({ method: 'PATCH', path: '/me' });

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await call(readMe, {}, { signal });
    noteLimits(me.limits);
    return me;
  },
  staleTime: 60_000,
});

/** Who is signed in; only below `SignedIn`, which waits for it. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

export async function updateMe(change: { name?: string; language?: Language }): Promise<void> {
  queryClient.setQueryData(meQuery.queryKey, await call(changeMe, { body: change }));
}

/** The language of the page, remembered on this device and with the person. */
export async function chooseLanguage(language: Language, signedIn: boolean): Promise<void> {
  await speak(language);
  if (signedIn) await updateMe({ language });
}
