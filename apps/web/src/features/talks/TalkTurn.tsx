import { Button, Group } from '@mantine/core';
import type { TalkPage } from '@lesblik/shared/talks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantDayText, instantText } from '../../ui/format.ts';
import { Turn } from '../../ui/Turn.tsx';
import { useMe } from '../identity/me.ts';
import { pickTime, reopenTalk } from './acts.ts';
import { OtherTimes } from './OtherTimes.tsx';
import { isClosed, otherOf } from './talk-words.ts';

/** Whose turn it is, and what they do. */
export function TalkTurn({ talk }: { talk: TalkPage }) {
  const { t, i18n } = useTranslation('talks');
  const me = useMe();
  const [offering, setOffering] = useState(false);
  const name = otherOf(talk, me.id).name;
  const current = talk.confirmations.filter((one) => one.current);
  const mine = current.some(({ person }) => person.id === me.id);
  const picks = talk.state === 'proposed' && !talk.trajectoryOver && talk.offeredBy.id !== me.id;
  const waits = talk.state === 'proposed' || (current.length > 0 && mine);
  const mineNow = picks || (!isClosed(talk) && !waits);
  const text = (): string => {
    if (talk.cancelled !== null) {
      const { by, message } = talk.cancelled;
      return message === ''
        ? t('turn.cancelled', { name: by.name })
        : t('turn.cancelledWhy', { name: by.name, message });
    }
    if (talk.heldAt !== null) return t('turn.held', { when: instantDayText(talk.heldAt, i18n.language) });
    if (talk.trajectoryOver) return t('turn.over');
    if (picks) return t('turn.pick');
    if (current.length > 0) return t(mine ? 'turn.waitConfirm' : 'turn.confirm', { name });
    return talk.state === 'proposed' ? t('turn.waitPick', { name }) : t('turn.prepare');
  };
  return (
    <Turn sentence={text()} atRest={!mineNow}>
      {picks && (
        <Group gap="xs">
          {talk.times.map(({ id, startsAt }) => {
            const when = instantText(startsAt, i18n.language);
            return (
              <Button key={id} onClick={() => void pickTime(talk.id, id, t('pick.picked', { when }))}>
                {t('pick.choose', { when })}
              </Button>
            );
          })}
          <Button variant="default" onClick={() => setOffering(true)}>
            {t('pick.otherTimes')}
          </Button>
        </Group>
      )}
      {talk.state === 'proposed' && !picks && !talk.trajectoryOver && (
        <ul>
          {talk.times.map(({ id, startsAt }) => (
            <li key={id}>{instantText(startsAt, i18n.language)}</li>
          ))}
        </ul>
      )}
      {talk.state === 'held' && !talk.trajectoryOver && (
        <Button variant="default" onClick={() => void reopenTalk(talk.id)}>
          {t('acts.reopen')}
        </Button>
      )}
      <OtherTimes talk={talk} opened={offering} onClose={() => setOffering(false)} />
    </Turn>
  );
}
