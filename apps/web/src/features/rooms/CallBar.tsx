import { Menu } from '@mantine/core';
import {
  IconDots,
  IconLayoutSidebarRight,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneOff,
  IconScreenShare,
  IconScreenShareOff,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { say } from '../../ui/toasts.ts';
import { useStore } from '../../ui/use-store.ts';
import { useCall, useCallState } from './call-context.tsx';
import { shareScreen } from './acts.ts';
import { copyLink } from './copy-link.ts';
import classes from './Faces.module.css';

const mayShare = navigator.mediaDevices !== undefined && 'getDisplayMedia' in navigator.mediaDevices;

/** One's own buttons in the call. */
export function CallBar() {
  const { call, ui } = useCall();
  const { t } = useTranslation('rooms');
  const microphoneOn = useStore(call.own, (state) => state.microphoneOn);
  const pushing = useStore(call.own, (state) => state.pushing);
  const cameraOn = useStore(call.own, (state) => state.cameraOn);
  const sharing = useStore(call.own, (state) => state.screen !== null);
  const large = useStore(ui, (state) => state.large);
  const heard = microphoneOn || pushing;
  return (
    <div className={classes.bar} role="group" aria-label={t('bar.label')}>
      <Act
        word={t('bar.word.microphone')}
        label={t(microphoneOn ? 'bar.mute' : 'bar.unmute')}
        off={!heard}
        onPress={() => call.own.change({ microphoneOn: !microphoneOn })}
      >
        {heard ? <IconMicrophone size={20} /> : <IconMicrophoneOff size={20} />}
      </Act>
      <Act
        word={t('bar.word.camera')}
        label={t(cameraOn ? 'bar.cameraOff' : 'bar.cameraOn')}
        off={!cameraOn}
        onPress={() => call.own.change({ cameraOn: !cameraOn })}
      >
        {cameraOn ? <IconVideo size={20} /> : <IconVideoOff size={20} />}
      </Act>
      {mayShare && (
        <Act
          word={t('bar.word.screen')}
          label={t(sharing ? 'bar.stopSharing' : 'bar.share')}
          on={sharing}
          onPress={() => (sharing ? call.own.stopSharing() : void shareScreen(call, t('trouble.screen')))}
        >
          {sharing ? <IconScreenShareOff size={20} /> : <IconScreenShare size={20} />}
        </Act>
      )}
      <Act
        word={t(large === 'lesson' ? 'bar.word.faces' : 'bar.word.lesson')}
        label={t(large === 'lesson' ? 'bar.facesLarge' : 'bar.lessonLarge')}
        on={large === 'faces'}
        onPress={() => ui.swap()}
      >
        <IconLayoutSidebarRight size={20} />
      </Act>
      <More />
      <button
        type="button"
        className={`${classes.button} ${classes.leave}`}
        aria-label={t('bar.leave')}
        title={t('bar.leave')}
        onClick={() => call.leave()}
      >
        <IconPhoneOff size={20} aria-hidden="true" />
        {t('bar.word.leave')}
      </button>
    </div>
  );
}

interface ActProps {
  /** Under the icon; part of the label. */
  word: string;
  label: string;
  off?: boolean;
  on?: boolean;
  onPress: () => void;
  children: ReactNode;
}

function Act({ word, label, off = false, on = false, onPress, children }: ActProps) {
  return (
    <button
      type="button"
      className={classes.button}
      data-off={off}
      data-on={on}
      aria-label={label}
      title={label}
      onClick={onPress}
    >
      <span aria-hidden="true" style={{ display: 'contents' }}>
        {children}
      </span>
      {word}
    </button>
  );
}

function More() {
  const { call, ui, me, room } = useCall();
  const { t } = useTranslation('rooms');
  const host = useCallState((state) => state.room?.hostId === me.id);
  const steers = useCallState((state) => state.room?.steererId === me.id);
  const recording = useCallState((state) => state.room?.take != null && state.room.take.state !== 'ended');
  const others = useCallState((state) => state.room);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.button} aria-label={t('bar.more')} title={t('bar.more')}>
          <IconDots size={20} aria-hidden="true" />
          {t('bar.more')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => ui.change({ dialog: 'devices' })}>{t('bar.devices')}</Menu.Item>
        {steers && <Menu.Item onClick={() => ui.change({ dialog: 'lesson' })}>{t('bar.lesson')}</Menu.Item>}
        {!recording && <Menu.Item onClick={() => call.act('room:ask-consent', {})}>{t('bar.record')}</Menu.Item>}
        <Menu.Item onClick={() => void copyLink(room.id, t('list.copied'))}>{t('bar.link')}</Menu.Item>
        {host &&
          others?.people
            .filter(({ person, devices }) => person.id !== me.id && devices.length > 0)
            .map(({ person }) => (
              <Menu.Item
                key={person.id}
                onClick={() => {
                  call.act('room:remove', { personId: person.id });
                  say(t('host.removed', { name: person.name }));
                }}
              >
                {t('host.remove', { name: person.name })}
              </Menu.Item>
            ))}
        {host && (
          <Menu.Item color="red" onClick={() => ui.change({ dialog: 'end' })}>
            {t('bar.end')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
