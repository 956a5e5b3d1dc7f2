import { Button, Group } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { instantText } from '../../ui/format.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { useStore } from '../../ui/use-store.ts';
import classes from './BeforeCall.module.css';
import { useCall, useCallState } from './call-context.tsx';
import { CameraCheck } from './CameraCheck.tsx';
import { Frame } from './Frame.tsx';
import { MicrophoneCheck } from './MicrophoneCheck.tsx';
import { NetworkCheck } from './NetworkCheck.tsx';
import { SpeakerCheck } from './SpeakerCheck.tsx';

/** Before joining: does everything work, and if not, what helps. */
export function BeforeCall() {
  const { call, room, me } = useCall();
  const { t, i18n } = useTranslation('rooms');
  const joining = useCallState((state) => state.phase === 'knocking');
  const line = useCallState((state) => state.line);
  const asking = useStore(call.local, (state) => state.asking);
  useEffect(() => void call.local.openBoth(), [call]);
  const others = room.people.filter(({ id }) => id !== me.id).map(({ name }) => name);
  const host = room.host.id === me.id;
  return (
    <Frame>
      <div className={classes.head}>
        <div>
          <PageTitle title={t('before.title')} />
          <p className={classes.about}>
            {room.title} · {t('before.with', { names: new Intl.ListFormat(i18n.language).format(others) })}
            {room.plannedAt !== null && (
              <> · {t('before.planned', { when: instantText(room.plannedAt, i18n.language) })}</>
            )}
          </p>
        </div>
        <Group>
          {room.talkId !== null && (
            <LinkButton to={paths.talk(room.talkId)} variant="default">
              {t('before.talk')}
            </LinkButton>
          )}
          <Button size="md" loading={joining} disabled={asking} onClick={() => void call.join()}>
            {t(joining ? 'before.joining' : host ? 'before.join' : 'before.knock')}
          </Button>
        </Group>
      </div>
      <p role="status" className={classes.line} hidden={line === 'open'}>
        {line !== 'open' && t(`line.${line}`)}
      </p>
      <div className={classes.checks}>
        <CameraCheck />
        <MicrophoneCheck />
        <SpeakerCheck />
        <NetworkCheck />
      </div>
      <p className={classes.about}>{t('before.without')}</p>
    </Frame>
  );
}
