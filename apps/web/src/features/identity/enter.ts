import { paths } from '../../app/paths.ts';
import { auth, startAnew } from './auth.ts';
import { keepChosenLanguage } from './chosen-language.ts';

/** Signs in with what was just chosen; says where to go: home, or the sign-in page for the second step. */
export async function enterWith(credentials: { email: string; password: string }): Promise<string> {
  const { twoFactorRedirect } = await auth('sign-in/email', credentials);
  await startAnew();
  if (!twoFactorRedirect) await keepChosenLanguage();
  return twoFactorRedirect ? paths.signIn() : paths.home;
}
