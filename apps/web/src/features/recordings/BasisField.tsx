import { Radio, Stack } from '@mantine/core';
import type { LawfulBasis } from '@lesblik/shared/recordings';
import { useTranslation } from 'react-i18next';

interface Props {
  value?: LawfulBasis;
  error?: string | undefined;
}

/** Why this lesson may be filmed, in plain words. */
export function BasisField({ value = 'internal_coaching', error }: Props) {
  const { t } = useTranslation('recordings');
  return (
    <Radio.Group name="lawfulBasis" label={t('form.basis')} defaultValue={value} error={error}>
      <Stack gap="sm" mt="xs">
        <Radio value="internal_coaching" label={t('form.internal')} description={t('form.internalHelp')} />
        <Radio value="consent" label={t('form.consent')} description={t('form.consentHelp')} />
      </Stack>
    </Radio.Group>
  );
}
