import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useCallState } from './call-context.tsx';
import { namesIn } from './names.ts';

/** Asked once: whoever is in the call is put out by it, and nobody comes back in. */
export function EndCall({ onDone }: { onDone: () => void }) {
  const { call, me } = useCall();
  const { t, i18n } = useTranslation(['rooms', 'common']);
  const [busy, setBusy] = useState(false);
  const people = useCallState((state) => state.room?.people);
  const recorded = useCallState((state) => state.room?.take?.state === 'running');
  const others = (people ?? []).filter(({ person, devices }) => person.id !== me.id && devices.length > 0);
  const names = namesIn(
    others.map(({ person }) => person),
    { meId: me.id, me: '', language: i18n.language },
  );
  const end = async (): Promise<void> => {
    setBusy(true);
    await call.end();
    setBusy(false);
  };
  return (
    <Stack>
      <Text>
        {others.length > 0 ? t('end.with', { names }) : t('end.alone')} {t('end.text')}
      </Text>
      {recorded && <Text>{t('end.recording')}</Text>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone} data-autofocus>
          {t('common:cancel')}
        </Button>
        <Button color="#a52a22" loading={busy} onClick={() => void end()}>
          {t('end.do')}
        </Button>
      </Group>
    </Stack>
  );
}
