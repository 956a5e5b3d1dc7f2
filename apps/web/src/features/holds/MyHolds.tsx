import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayText } from '../../ui/format.ts';
import { Section } from '../../ui/Section.tsx';
import { myHoldsQuery } from './queries.ts';

/** Why own lessons cannot be deleted for now. */
export function MyHolds() {
  const { t, i18n } = useTranslation('holds');
  const { data } = useQuery(myHoldsQuery);
  if (!data || data.length === 0) return null;
  const day = (value: string): string => dayText(value, i18n.language);
  return (
    <Section title={t('mine')}>
      {data.map((hold) => (
        <Text key={hold.id}>
          {t('mineText', {
            ...{ name: hold.setBy.name, reason: hold.reason, day: day(hold.until) },
            ...{ from: day(hold.recordedFrom), until: day(hold.recordedUntil) },
          })}
        </Text>
      ))}
    </Section>
  );
}
