import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseBeforeSigningIn } from '../features/identity/chosen-language.ts';
import { asLanguage } from '../ui/format.ts';
import { Logo } from './Logo.tsx';
import classes from './OpenFrame.module.css';

/** The frame of the pages for whoever is not signed in: the name, one card, the language. */
export function OpenFrame({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  return (
    <div className={classes.frame}>
      <header className={classes.header}>
        <Logo />
        <SegmentedControl
          aria-label={t('language.label')}
          size="xs"
          value={asLanguage(i18n.language)}
          onChange={(language) => void chooseBeforeSigningIn(asLanguage(language))}
          data={[
            { value: 'nl', label: <span lang="nl">{t('language.nl')}</span> },
            { value: 'en', label: <span lang="en">{t('language.en')}</span> },
          ]}
        />
      </header>
      <main className={classes.card}>{children}</main>
    </div>
  );
}
