import { Text } from '@mantine/core';
import type { DataExport } from '@lesblik/shared/exports';
import { useTranslation } from 'react-i18next';
import { instantText } from '../../ui/format.ts';

/** When it was downloaded, and on what. */
export function Downloads({ of: { downloads } }: { of: DataExport }) {
  const { t, i18n } = useTranslation('exports');
  return downloads.map(({ at, device }) => (
    <Text key={at} c="dimmed" size="sm">
      {t('downloaded', { when: instantText(at, i18n.language), device: t(`device.${device}`) })}
    </Text>
  ));
}
