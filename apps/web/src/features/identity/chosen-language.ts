import type { Language } from '@lesblik/shared/common';
import { speak } from '../../i18n/i18n.ts';
import { asLanguage } from '../../ui/format.ts';
import { sayProblem } from '../../ui/toasts.ts';
import { updateMe } from './me.ts';

/** Of this tab, until somebody signs in here; it outlives the way along a mail's link. */
const KEY = 'lesblik-language-chosen';

/** Somebody who is not signed in yet chooses: what they chose holds afterwards, what the device was set to does not. */
export async function chooseBeforeSigningIn(language: Language): Promise<void> {
  sessionStorage.setItem(KEY, language);
  await speak(language);
}

/** Just signed in: what was chosen here is the account's from now on. Who cannot keep it comes in all the same, and keeps it next time. */
export async function keepChosenLanguage(): Promise<void> {
  const chosen = sessionStorage.getItem(KEY);
  if (chosen === null) return;
  try {
    await updateMe({ language: asLanguage(chosen) });
    sessionStorage.removeItem(KEY);
  } catch (error) {
    sayProblem(error);
  }
}
