import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { useCall } from './call-context.tsx';
import { CheckLine } from './CheckLine.tsx';
import { playTestTone } from './core/level.ts';
import { DeviceSelect } from './DeviceSelect.tsx';

/** Another camera, microphone or speaker, while the call goes on. */
export function Devices() {
  const { call } = useCall();
  const { t } = useTranslation('rooms');
  const trouble = useStore(call.local, (state) => state.trouble);
  const speaker = useStore(call.local, (state) => state.chosen.speaker);
  const [blocked, setBlocked] = useState(false);
  const play = (): void => {
    playTestTone(speaker ?? '').then(
      () => setBlocked(false),
      () => setBlocked(true),
    );
  };
  return (
    <Stack>
      {trouble.camera && <CheckLine is="poor">{t(`trouble.camera.${trouble.camera}`)}</CheckLine>}
      <DeviceSelect kind="camera" label={t('before.camera.choose')} />
      {trouble.microphone && <CheckLine is="poor">{t(`trouble.microphone.${trouble.microphone}`)}</CheckLine>}
      <DeviceSelect kind="microphone" label={t('before.microphone.choose')} />
      <DeviceSelect kind="speaker" label={t('before.speaker.choose')} />
      {blocked && <CheckLine is="poor">{t('before.speaker.blocked')}</CheckLine>}
      <Button variant="default" onClick={play}>
        {t('before.speaker.play')}
      </Button>
    </Stack>
  );
}
