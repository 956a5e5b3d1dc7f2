import { Button, Stack, Text } from '@mantine/core';
import { CONSENT_TEXT_VERSION, type ConsentAnswer } from '@lesblik/shared/room-events';
import { useTranslation } from 'react-i18next';
import { dayText } from '../../ui/format.ts';
import { useCall, useCallState } from './call-context.tsx';
import classes from './Consent.module.css';
import { nameOf } from './core/call-state.ts';

/** On one line: with signs between its own that no line breaks at. */
const VERSION = Array.from(CONSENT_TEXT_VERSION).join('\u2060');

/** What is recorded, why, for whom and how long, and a free choice. Yes and no weigh the same on the page. */
export function Consent({ onDone }: { onDone: () => void }) {
  const { call, me } = useCall();
  const { t, i18n } = useTranslation('rooms');
  const room = useCallState((state) => state.room);
  const take = room?.take;
  if (!room || !take) return null;
  const name = nameOf(room, room.teacherId);
  const mine = room.teacherId === me.id;
  const answer = (given: ConsentAnswer): void => {
    call.act('room:consent', { takeId: take.takeId, answer: given, textVersion: CONSENT_TEXT_VERSION });
    onDone();
  };
  return (
    <Stack>
      {/* Read first, and neither answer is a press of Enter away. */}
      <p className={classes.asks} tabIndex={-1} data-autofocus>
        {take.askedBy.id === me.id ? t('consent.youAsk') : t('consent.asks', { name: take.askedBy.name })}
      </p>
      <dl className={classes.terms}>
        <dt>{t('consent.what')}</dt>
        <dd>{t('consent.whatText')}</dd>
        <dt>{t('consent.why')}</dt>
        <dd>{t('consent.whyText')}</dd>
        <dt>{t('consent.who')}</dt>
        <dd>{mine ? t('consent.whoMine') : t('consent.whoText', { name })}</dd>
        <dt>{t('consent.long')}</dt>
        <dd>
          {t(mine ? 'consent.longMine' : 'consent.longText', { name, day: dayText(take.keepUntil, i18n.language) })}
        </dd>
      </dl>
      <p className={classes.free}>{t(mine ? 'consent.freeMine' : 'consent.free', { name })}</p>
      <div className={classes.choice}>
        <Button variant="default" size="md" onClick={() => answer('yes')}>
          {t('consent.yes')}
        </Button>
        <Button variant="default" size="md" onClick={() => answer('no')}>
          {t('consent.no')}
        </Button>
      </div>
      <Text size="sm" c="dimmed">
        {t('consent.kept', { version: VERSION })}
      </Text>
    </Stack>
  );
}

/** Taking a yes back: recording of this person ends at once; what there is of them goes, unless they let it stay. */
export function TakeBack({ onDone }: { onDone: () => void }) {
  const { call } = useCall();
  const { t } = useTranslation(['rooms', 'common']);
  const takeId = useCallState((state) => state.room?.take?.takeId ?? null);
  const takeBack = (keepSoFar: boolean): void => {
    if (takeId === null) return;
    call.act('room:consent', { takeId, answer: 'taken_back', textVersion: CONSENT_TEXT_VERSION, keepSoFar });
    onDone();
  };
  return (
    <Stack>
      <p className={classes.asks}>{t('take.takeBackText')}</p>
      <div className={classes.choice}>
        <Button variant="default" onClick={() => takeBack(false)}>
          {t('take.remove')}
        </Button>
        <Button variant="default" onClick={() => takeBack(true)}>
          {t('take.keep')}
        </Button>
      </div>
      <Button variant="subtle" onClick={onDone}>
        {t('common:cancel')}
      </Button>
    </Stack>
  );
}
