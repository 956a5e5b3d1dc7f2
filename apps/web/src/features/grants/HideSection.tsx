import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';

/** The way to what is hidden of the lesson. */
export function HideSection({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation('grants');
  return (
    <section>
      <Title order={3}>{t('hide.title')}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('hide.help')}
      </Text>
      <LinkButton to={paths.hide(recordingId)} variant="default">
        {t('hide.open')}
      </LinkButton>
    </section>
  );
}
