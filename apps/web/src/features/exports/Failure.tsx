import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { sentenceOfCode } from '../../ui/problem-sentence.ts';

/** Why a copy could not be made. Unlike an upload, it does not go on by itself once there is room. */
export function Failure({ code, size = 'md' }: { code: string | null; size?: 'sm' | 'md' }) {
  const { t } = useTranslation(['exports', 'problems']);
  return <Text size={size}>{code === 'storage_full' ? t('noRoom') : sentenceOfCode(code)}</Text>;
}
