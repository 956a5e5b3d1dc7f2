import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Section } from '../../ui/Section.tsx';

/** The way to one's own data, among what else is one's own. */
export function DataSection() {
  const { t } = useTranslation('exports');
  return (
    <Section title={t('section.title')}>
      <Stack align="flex-start">
        <Text>{t('section.text')}</Text>
        <LinkButton to={paths.myData} variant="default">
          {t('section.link')}
        </LinkButton>
      </Stack>
    </Section>
  );
}
