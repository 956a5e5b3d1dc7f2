import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { useCall } from './call-context.tsx';
import type { Capture } from './core/local-media.ts';

const kinds = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const;

/** Which device of a kind. Browsers name devices only once one was allowed; before that there is nothing to choose. */
export function DeviceSelect({ kind, label }: { kind: Capture | 'speaker'; label: string }) {
  const { call } = useCall();
  const { t } = useTranslation('rooms');
  const devices = useStore(call.local, (state) => state.devices);
  const chosen = useStore(call.local, (state) => state.chosen[kind]);
  const found = devices.filter(
    (device) => device.kind === kinds[kind] && !['', 'default', 'communications'].includes(device.deviceId),
  );
  if (found.length === 0) return null;
  return (
    <NativeSelect
      label={label}
      value={found.some(({ deviceId }) => deviceId === chosen) ? (chosen ?? '') : ''}
      onChange={(event) => void call.local.choose(kind, event.currentTarget.value || null)}
      data={[
        { value: '', label: t('devices.standard') },
        ...found.map(({ deviceId, label: name }, i) => ({
          value: deviceId,
          label: name || t('devices.unnamed', { number: i + 1 }),
        })),
      ]}
    />
  );
}
