import type { Language } from '@lesblik/shared/common';
import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** One file a namespace a language, loaded when a page first needs it: `./nl/home.ts` exports `words`. */
const files = import.meta.glob<object>('./{nl,en}/*.ts', { import: 'words' });

const words: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, done) {
    const load = files[`./${language}/${namespace}.ts`];
    if (!load) return done(new Error(`No words ${language}/${namespace}`), false);
    load().then(
      (loaded) => done(null, loaded as Record<string, string>),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), false),
    );
  },
};

const KEY = 'lesblik-language';

/** What this device was last set to; Dutch until somebody chooses. */
const deviceLanguage = (): Language => (localStorage.getItem(KEY) === 'en' ? 'en' : 'nl');

/** Switches the page and remembers it on this device; the account remembers it through `PATCH /me`. */
export async function speak(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  await i18next.changeLanguage(language);
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

export async function startI18n(): Promise<void> {
  await i18next
    .use(words)
    .use(initReactI18next)
    .init({
      lng: deviceLanguage(),
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['common'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  // The sentences about problems come behind the first page; whoever shows one waits for them.
  void i18next.loadNamespaces('problems');
}
