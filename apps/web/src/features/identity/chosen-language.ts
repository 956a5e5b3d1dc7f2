import type { Language } from '@lesblik/shared/common';
import type { identityRoutes } from '@lesblik/shared/identity';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';
import { speak } from '../../i18n/i18n.ts';
import { asLanguage } from '../../ui/format.ts';

const changeMe = outline<typeof identityRoutes.updateMe>({ method: 'PATCH', path: '/me' });

/** Of this tab, until somebody signs in here; it outlives the way along a mail's link. */
const KEY = 'lesblik-language-chosen';

/** Somebody who is not signed in yet chooses: what they chose holds afterwards, what the device was set to does not. */
export async function chooseBeforeSigningIn(language: Language): Promise<void> {
  sessionStorage.setItem(KEY, language);
  await speak(language);
}

/** Just signed in: what was chosen here is the account's from now on. */
export async function keepChosenLanguage(): Promise<void> {
  const chosen = sessionStorage.getItem(KEY);
  if (chosen === null) return;
  await call(changeMe, { body: { language: asLanguage(chosen) } });
  sessionStorage.removeItem(KEY);
}
