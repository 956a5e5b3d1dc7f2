import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { useCall, useCallState } from './call-context.tsx';
import { Consent, TakeBack } from './Consent.tsx';
import { consentOf } from './core/call-state.ts';
import { Devices } from './Devices.tsx';
import { EndCall } from './EndCall.tsx';
import { LessonChoice } from './LessonChoice.tsx';

/** What opens over the call. The question about recording opens by itself, once for each time it is asked. */
export function CallDialogs() {
  const { ui, me } = useCall();
  const { t } = useTranslation(['rooms', 'common']);
  const dialog = useStore(ui, (state) => state.dialog);
  const asks = useCallState((state) => consentOf(state.room, me.id).asks);
  const takeId = useCallState((state) => state.room?.take?.takeId ?? null);
  const phone = useMediaQuery('(max-width: 30em), (max-height: 30em)', false) ?? false;
  const going = useCallState((state) => state.room?.take != null && state.room.take.state !== 'ended');
  useEffect(() => {
    if (asks && takeId) ui.change({ dialog: 'consent' });
  }, [asks, takeId, ui]);
  useEffect(() => {
    const open = ui.getState().dialog;
    if (!going && (open === 'consent' || open === 'takeBack')) ui.change({ dialog: null });
  }, [going, ui]);
  const titles = {
    devices: t('devices.title'),
    lesson: t('room.chooseTitle'),
    consent: t('consent.title'),
    takeBack: t('take.takeBackTitle'),
    end: t('end.title'),
  };
  const close = (): void => ui.change({ dialog: null });
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      size={dialog === 'consent' ? 'lg' : 'md'}
      // On a phone there is more to read than fits beside a margin.
      fullScreen={phone && dialog === 'consent'}
      title={dialog && titles[dialog]}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {dialog === 'devices' && <Devices />}
      {dialog === 'lesson' && <LessonChoice onDone={close} />}
      {dialog === 'consent' && <Consent onDone={close} />}
      {dialog === 'takeBack' && <TakeBack onDone={close} />}
      {dialog === 'end' && <EndCall onDone={close} />}
    </Modal>
  );
}
