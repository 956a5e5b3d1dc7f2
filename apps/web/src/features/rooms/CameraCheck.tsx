import { Button } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import classes from './BeforeCall.module.css';
import { useCall } from './call-context.tsx';
import { CheckLine } from './CheckLine.tsx';
import { DeviceSelect } from './DeviceSelect.tsx';
import { TrackVideo } from './TrackVideo.tsx';

export function CameraCheck() {
  const { call } = useCall();
  const { t } = useTranslation('rooms');
  const track = useStore(call.local, (state) => state.camera);
  const trouble = useStore(call.local, (state) => state.trouble.camera);
  const asking = useStore(call.local, (state) => state.asking);
  const on = useStore(call.own, (state) => state.cameraOn);
  const toggle = (): void => {
    call.own.set({ ...call.own.getState(), cameraOn: !on });
    if (on) call.local.stop('camera');
    else void call.local.open('camera');
  };
  return (
    <section className={`${classes.check} ${classes.camera}`} aria-labelledby="check-camera">
      <h2 className={classes.title} id="check-camera">
        <IconVideo size={20} aria-hidden="true" />
        {t('before.camera.title')}
      </h2>
      {track ? (
        <TrackVideo track={track} className={classes.preview} label={t('before.camera.picture')} />
      ) : (
        <div className={classes.dark}>{t('face.noPicture')}</div>
      )}
      {track && <CheckLine is="good">{t('before.camera.fine')}</CheckLine>}
      {!track && !on && <CheckLine is="still">{t('before.camera.off')}</CheckLine>}
      {!track && on && trouble && <CheckLine is="poor">{t(`trouble.camera.${trouble}`)}</CheckLine>}
      {!track && on && !trouble && asking && <CheckLine is="still">{t('before.checking')}</CheckLine>}
      <DeviceSelect kind="camera" label={t('before.camera.choose')} />
      <div className={classes.row}>
        {on && trouble && !track ? (
          <Button variant="default" onClick={() => void call.local.open('camera')}>
            {t('before.again')}
          </Button>
        ) : (
          <Button variant="default" onClick={toggle}>
            {t(on ? 'before.camera.turnOff' : 'before.camera.turnOn')}
          </Button>
        )}
      </div>
    </section>
  );
}
