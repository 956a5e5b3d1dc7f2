import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { NotificationsSection } from '../notifications/NotificationsSection.tsx';
import { OwnErasure } from '../erasure/OwnErasure.tsx';
import { DataSection } from '../exports/DataSection.tsx';
import { CalendarSection } from '../talks/CalendarSection.tsx';
import { EmailSection } from './EmailSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import { SecondStepSection } from './SecondStepSection.tsx';
import { SessionsSection } from './SessionsSection.tsx';

export function AccountPage() {
  const { t } = useTranslation('identity');
  return (
    <Page width="form">
      <PageTitle title={t('account.title')} />
      <ProfileSection />
      <EmailSection />
      <PasswordSection />
      <SecondStepSection />
      <SessionsSection />
      <NotificationsSection />
      <CalendarSection />
      <DataSection />
      <OwnErasure />
    </Page>
  );
}
