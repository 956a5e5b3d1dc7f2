import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { useCall, useCallState } from './call-context.tsx';
import { type GoneReason, recordedBy } from './core/call-state.ts';
import { Frame } from './Frame.tsx';

const comesBack: ReadonlySet<GoneReason> = new Set(['left', 'removed', 'left_elsewhere']);

/** Out of the call: why, and what one can do next. */
export function Gone({ reason }: { reason: GoneReason }) {
  const { call, room, me } = useCall();
  const { t } = useTranslation('rooms');
  const take = useCallState((state) => state.room?.take ?? null);
  const made = room.teacher.id === me.id ? recordedBy(take) : null;
  const recordings = [...new Set([...room.recordings, ...(made === null ? [] : [made])])];
  return (
    <Frame>
      <div role="status">
        <EmptyPage
          picture={reason === 'ended' || reason === 'left' ? 'done' : 'lock'}
          title={t(`gone.${reason}.title`)}
          text={t(`gone.${reason}.text`, { name: room.host.name })}
          action={
            <Group justify="center">
              {comesBack.has(reason) && (
                <Button onClick={() => call.again()}>{t(reason === 'removed' ? 'gone.knock' : 'gone.back')}</Button>
              )}
              {recordings.map((recordingId, n) => (
                <LinkButton
                  key={recordingId}
                  to={paths.recording(recordingId)}
                  variant={comesBack.has(reason) ? 'default' : 'filled'}
                >
                  {recordings.length === 1 ? t('gone.recording') : t('gone.recordingOf', { number: n + 1 })}
                </LinkButton>
              ))}
              {room.recordingId !== null && reason !== 'not_invited' && (
                <LinkButton to={paths.recording(room.recordingId)} variant="default">
                  {t('gone.lesson')}
                </LinkButton>
              )}
              {room.talkId !== null && reason !== 'not_invited' && (
                <LinkButton to={paths.talk(room.talkId)} variant="default">
                  {t('gone.talk')}
                </LinkButton>
              )}
              {room.trajectoryId !== null && reason !== 'not_invited' && (
                <LinkButton to={paths.trajectory(room.trajectoryId)} variant="default">
                  {t('gone.trajectory')}
                </LinkButton>
              )}
              <LinkButton to={paths.home} variant="subtle">
                {t('gone.home')}
              </LinkButton>
            </Group>
          }
        />
        {(take?.ended === 'storage_full' || take?.ended === 'too_long') && <p>{t(`take.ended.${take.ended}`)}</p>}
      </div>
    </Frame>
  );
}
