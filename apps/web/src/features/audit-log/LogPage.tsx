import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { AccessLog } from './AccessLog.tsx';

/** The log of all one's own lessons. */
export function LogPage() {
  const { t } = useTranslation('audit-log');
  return (
    <Stack gap="lg">
      <BackLink to={paths.recordings} title={t('back')} />
      <PageTitle title={t('title')} />
      <AccessLog />
    </Stack>
  );
}
