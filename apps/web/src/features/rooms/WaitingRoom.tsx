import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { useCall } from './call-context.tsx';
import { Frame } from './Frame.tsx';

/** Knocked, and waiting for the host; told at once when that changes. */
export function WaitingRoom({ refused }: { refused: boolean }) {
  const { call, room } = useCall();
  const { t } = useTranslation('rooms');
  const { name } = room.host;
  return (
    <Frame>
      <div role="status">
        {refused ? (
          <EmptyPage
            picture="lock"
            title={t('waiting.refused')}
            text={t('waiting.refusedText', { name })}
            action={<Button onClick={() => void call.join()}>{t('waiting.again')}</Button>}
          />
        ) : (
          <EmptyPage
            picture="people"
            title={t('waiting.title')}
            text={`${t('waiting.text', { name })} ${t('waiting.hear')}`}
            action={
              <Button variant="default" onClick={() => call.leave()}>
                {t('waiting.stop')}
              </Button>
            }
          />
        )}
      </div>
    </Frame>
  );
}
