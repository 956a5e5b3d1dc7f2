import { Problem } from '@lesblik/shared/problems';
import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import { meQuery } from '../features/identity/me.ts';
import { speak } from '../i18n/i18n.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { Broken } from './lazy-pages.ts';
import { paths } from './paths.ts';

/** Shows its children to somebody who is signed in; sends others to sign in, keeping the way back. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const me = useQuery(meQuery);
  const language = me.data?.language;
  useEffect(() => {
    // The person's choice on another device wins over what this one remembered; one made just now is theirs already.
    if (language && language !== i18n.language) void speak(language);
  }, [language, i18n]);
  if (me.data) return children;
  if (me.error instanceof Problem && me.error.code === 'not_signed_in') {
    return <Redirect to={paths.signIn(location.pathname + location.search)} replace />;
  }
  if (me.error) return <Broken error={me.error} />;
  return <Waiting />;
}
