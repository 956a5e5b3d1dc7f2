import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Section } from '../../ui/Section.tsx';

/** On the page of one's account: the way to the settings. */
export function NotificationsSection() {
  const { t } = useTranslation('notifications');
  return (
    <Section title={t('settings')}>
      <Text mb="md">{t('settingsShort')}</Text>
      <LinkButton to={paths.notificationSettings} variant="default">
        {t('toSettings')}
      </LinkButton>
    </Section>
  );
}
