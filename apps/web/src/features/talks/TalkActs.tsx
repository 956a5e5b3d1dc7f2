import { Button, Group } from '@mantine/core';
import { IconCalendarDown, IconVideo } from '@tabler/icons-react';
import { type TalkPage, talkRoutes } from '@lesblik/shared/talks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { addressOf, call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { sayProblem } from '../../ui/toasts.ts';
import { CancelTalk } from './CancelTalk.tsx';
import { EditTalk } from './EditTalk.tsx';
import { OtherTimes } from './OtherTimes.tsx';
import { readTalksAgain } from './queries.ts';
import { isClosed } from './talk-words.ts';

/** So long before a talk its call is opened instead of planned. */
const SOON_MS = 15 * 60_000;

type Asking = 'times' | 'edit' | 'cancel' | null;

/** What else one can do with a talk, quieter than its turn. */
export function TalkActs({ talk }: { talk: TalkPage }) {
  const { t } = useTranslation('talks');
  const [, go] = useLocation();
  const [asking, setAsking] = useState<Asking>(null);
  const [seenAt] = useState(() => Date.now());
  const stop = (): void => setAsking(null);
  const closed = isClosed(talk);
  const later = talk.startsAt !== null && Date.parse(talk.startsAt) > seenAt + SOON_MS;
  const toCall = async (): Promise<void> => {
    try {
      const { roomId } = await call(talkRoutes.call, { params: { talkId: talk.id } });
      await readTalksAgain();
      if (talk.roomId !== null || !later) go(paths.call(roomId));
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <Group gap="xs" role="group" aria-label={t('acts.label')}>
      {!closed && (
        <Button
          variant="default"
          leftSection={<IconVideo size={18} aria-hidden="true" />}
          onClick={() => void toCall()}
        >
          {t(talk.roomId !== null ? 'acts.call' : later ? 'acts.callPlan' : 'acts.callOpen')}
        </Button>
      )}
      {talk.startsAt !== null && talk.state !== 'cancelled' && (
        <Button
          component="a"
          variant="default"
          href={addressOf(talkRoutes.file.path, { talkId: talk.id })}
          leftSection={<IconCalendarDown size={18} aria-hidden="true" />}
        >
          {t('acts.calendar')}
        </Button>
      )}
      {!closed && (
        <>
          <Button variant="subtle" onClick={() => setAsking('times')}>
            {t('offer.again')}
          </Button>
          <Button variant="subtle" onClick={() => setAsking('edit')}>
            {t('acts.edit')}
          </Button>
          <Button variant="subtle" onClick={() => setAsking('cancel')}>
            {t('acts.cancel')}
          </Button>
          <OtherTimes talk={talk} opened={asking === 'times'} onClose={stop} />
          <EditTalk talk={talk} opened={asking === 'edit'} onClose={stop} />
          <CancelTalk talk={talk} opened={asking === 'cancel'} onClose={stop} />
        </>
      )}
    </Group>
  );
}
