import { Menu, UnstyledButton } from '@mantine/core';
import { IconDatabaseExport, IconLogout, IconUser } from '@tabler/icons-react';
import type { Me } from '@lesblik/shared/identity';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { signOut } from '../features/identity/auth.ts';
import { chooseLanguage } from '../features/identity/me.ts';
import { sayProblem } from '../ui/toasts.ts';
import classes from './AccountMenu.module.css';
import { paths } from './paths.ts';
import { chooseTheme, useThemeChoice } from './theme-choice.ts';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => /\p{L}/u.exec(word)?.[0].toUpperCase())
    .filter((letter) => letter !== undefined)
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('');

export function AccountMenu({ me }: { me: Me }) {
  const { t, i18n } = useTranslation();
  const [path] = useLocation();
  const theme = useThemeChoice();
  return (
    <Menu position="bottom-end" width={240} shadow="sm">
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={t('nav.accountMenu', { name: me.name })}>
          <span className={classes.initials} data-initials={initials(me.name)} />
          <span className={classes.name} aria-hidden="true">
            {me.name}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          href={paths.account}
          leftSection={<IconUser size={18} />}
          aria-current={path === paths.account ? 'page' : undefined}
        >
          {t('nav.account')}
        </Menu.Item>
        <Menu.Item component={Link} href={paths.myData} leftSection={<IconDatabaseExport size={18} />}>
          {t('nav.data')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('language.label')}</Menu.Label>
        {(['nl', 'en'] as const).map((language) => (
          <Menu.RadioItem
            key={language}
            lang={language}
            value={language}
            checked={i18n.language === language}
            closeMenuOnClick
            onChange={() => chooseLanguage(language).catch(sayProblem)}
          >
            {t(`language.${language}`)}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('theme.label')}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((choice) => (
          <Menu.RadioItem
            key={choice}
            value={choice}
            checked={theme === choice}
            closeMenuOnClick
            onChange={() => chooseTheme(choice)}
          >
            {t(`theme.${choice}`)}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => signOut().catch(sayProblem)}>
          {t('nav.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
