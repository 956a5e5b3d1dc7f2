import { Button, Group, Menu } from '@mantine/core';
import { IconCalendarDown, IconCalendarTime, IconCalendarX, IconPencil, IconVideo } from '@tabler/icons-react';
import { type TalkPage, talkRoutes } from '@lesblik/shared/talks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { addressOf, call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { MoreMenu } from '../../ui/MoreMenu.tsx';
import { sayProblem } from '../../ui/toasts.ts';
import { CancelTalk } from './CancelTalk.tsx';
import { EditTalk } from './EditTalk.tsx';
import { OtherTimes } from './OtherTimes.tsx';
import { readTalksAgain } from './queries.ts';
import { isClosed } from './talk-words.ts';

/** So long before a talk its call is opened instead of planned. */
const SOON_MS = 15 * 60_000;

const icon = { size: 18, 'aria-hidden': true } as const;

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
  const calendar =
    talk.startsAt === null || talk.state === 'cancelled'
      ? undefined
      : addressOf(talkRoutes.file.path, { talkId: talk.id });
  if (closed)
    return (
      calendar !== undefined && (
        <Group>
          <Button component="a" variant="default" href={calendar} leftSection={<IconCalendarDown {...icon} />}>
            {t('acts.calendar')}
          </Button>
        </Group>
      )
    );
  return (
    <Group gap="xs" role="group" aria-label={t('acts.label')}>
      <Button variant="default" leftSection={<IconVideo {...icon} />} onClick={() => void toCall()}>
        {t(talk.roomId !== null ? 'acts.call' : later ? 'acts.callPlan' : 'acts.callOpen')}
      </Button>
      <MoreMenu label={t('acts.more')}>
        {calendar !== undefined && (
          <Menu.Item component="a" href={calendar} leftSection={<IconCalendarDown {...icon} />}>
            {t('acts.calendar')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCalendarTime {...icon} />} onClick={() => setAsking('times')}>
          {t('offer.again')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setAsking('edit')}>
          {t('acts.edit')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconCalendarX {...icon} />} onClick={() => setAsking('cancel')}>
          {t('acts.cancel')}
        </Menu.Item>
      </MoreMenu>
      <OtherTimes talk={talk} opened={asking === 'times'} onClose={stop} />
      <EditTalk talk={talk} opened={asking === 'edit'} onClose={stop} />
      <CancelTalk talk={talk} opened={asking === 'cancel'} onClose={stop} />
    </Group>
  );
}
