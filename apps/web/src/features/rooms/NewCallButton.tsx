import { Button } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewCallProps } from './NewCall.tsx';

const NewCall = lazy(async () => ({ default: (await import('./NewCall.tsx')).NewCall }));

/** Opens the place to begin or plan a call. */
export function NewCallButton(props: Omit<NewCallProps, 'onClose'>) {
  const { t } = useTranslation('rooms');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconVideo size={18} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {t('make.open')}
      </Button>
      <Suspense>{opened && <NewCall {...props} onClose={() => setOpened(false)} />}</Suspense>
    </>
  );
}
