import { Button } from '@mantine/core';
import { IconVolume } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import classes from './BeforeCall.module.css';
import { useCall } from './call-context.tsx';
import { CheckLine } from './CheckLine.tsx';
import { playTestTone } from './core/level.ts';
import { DeviceSelect } from './DeviceSelect.tsx';

const mayChoose = 'setSinkId' in HTMLMediaElement.prototype;

export function SpeakerCheck() {
  const { call } = useCall();
  const { t } = useTranslation('rooms');
  const speaker = useStore(call.local, (state) => state.chosen.speaker);
  const [tone, setTone] = useState<'none' | 'playing' | 'played' | 'blocked'>('none');
  const play = async (): Promise<void> => {
    setTone('playing');
    try {
      await playTestTone(speaker ?? '');
      setTone('played');
    } catch {
      setTone('blocked');
    }
  };
  const words = { none: 'text', playing: 'playing', played: 'none', blocked: 'blocked' } as const;
  return (
    <section className={classes.check} aria-labelledby="check-speaker">
      <h2 className={classes.title} id="check-speaker">
        <IconVolume size={20} aria-hidden="true" />
        {t('before.speaker.title')}
      </h2>
      <CheckLine is={tone === 'blocked' ? 'poor' : 'still'}>{t(`before.speaker.${words[tone]}`)}</CheckLine>
      <div className={classes.row}>
        <Button variant="default" onClick={() => void play()} disabled={tone === 'playing'}>
          {t('before.speaker.play')}
        </Button>
      </div>
      {mayChoose ? (
        <DeviceSelect kind="speaker" label={t('before.speaker.choose')} />
      ) : (
        <p className={classes.figures}>{t('before.speaker.fixed')}</p>
      )}
    </section>
  );
}
