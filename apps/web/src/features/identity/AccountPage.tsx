import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { CalendarSection } from '../talks/CalendarSection.tsx';
import classes from './AccountPage.module.css';
import { PasswordSection } from './PasswordSection.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import { SecondStepSection } from './SecondStepSection.tsx';
import { SessionsSection } from './SessionsSection.tsx';

export function AccountPage() {
  const { t } = useTranslation('identity');
  return (
    <Stack gap="lg" className={classes.page}>
      <PageTitle title={t('account.title')} />
      <ProfileSection />
      <PasswordSection />
      <SecondStepSection />
      <SessionsSection />
      <CalendarSection />
    </Stack>
  );
}
