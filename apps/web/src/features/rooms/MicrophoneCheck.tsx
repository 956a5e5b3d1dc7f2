import { Button } from '@mantine/core';
import { IconMicrophone } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import classes from './BeforeCall.module.css';
import { useCall } from './call-context.tsx';
import { CheckLine } from './CheckLine.tsx';
import { levelOf } from './core/level.ts';
import { DeviceSelect } from './DeviceSelect.tsx';

/** As loud as speech, not as a room. */
const SPEECH = 0.35;

export function MicrophoneCheck() {
  const { call } = useCall();
  const { t } = useTranslation('rooms');
  const track = useStore(call.local, (state) => state.microphone);
  const trouble = useStore(call.local, (state) => state.trouble.microphone);
  const [heard, setHeard] = useState(false);
  return (
    <section className={classes.check} aria-labelledby="check-microphone">
      <h2 className={classes.title} id="check-microphone">
        <IconMicrophone size={20} aria-hidden="true" />
        {t('before.microphone.title')}
      </h2>
      {track && <Meter track={track} onHeard={() => setHeard(true)} />}
      {track && (
        <CheckLine is={heard ? 'good' : 'still'}>
          {t(heard ? 'before.microphone.heard' : 'before.microphone.speak')}
        </CheckLine>
      )}
      {!track && (
        <CheckLine is={trouble ? 'poor' : 'still'}>
          {trouble ? t(`trouble.microphone.${trouble}`) : t('before.checking')}
        </CheckLine>
      )}
      <DeviceSelect kind="microphone" label={t('before.microphone.choose')} />
      {!track && trouble && (
        <div className={classes.row}>
          <Button variant="default" onClick={() => void call.local.open('microphone')}>
            {t('before.again')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Meter({ track, onHeard }: { track: MediaStreamTrack; onHeard: () => void }) {
  const { t } = useTranslation('rooms');
  const bar = useRef<HTMLDivElement>(null);
  const told = useRef(onHeard);
  useEffect(() => {
    const level = levelOf(track);
    let frame = 0;
    let loud = 0;
    const draw = (): void => {
      frame = requestAnimationFrame(draw);
      const now = level.read();
      loud = now > SPEECH ? loud + 1 : 0;
      if (loud === 5) told.current();
      if (bar.current) bar.current.style.transform = `scaleX(${now})`;
    };
    draw();
    return () => {
      cancelAnimationFrame(frame);
      level.stop();
    };
  }, [track]);
  return (
    <div className={classes.meter} role="img" aria-label={t('before.microphone.level')}>
      <div ref={bar} className={classes.level} />
    </div>
  );
}
