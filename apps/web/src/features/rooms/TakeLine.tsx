import type { ConsentAnswer } from '@lesblik/shared/room-events';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { useCall, useCallState } from './call-context.tsx';
import classes from './CallLine.module.css';
import { consentOf, nameOf, recordedBy } from './core/call-state.ts';
import { namesIn } from './names.ts';

/** Whether the call is recorded, on every screen: a mark with words, who said what, and what one can do about it. */
export function TakeLine() {
  const {
    call,
    ui,
    me: { id: meId },
  } = useCall();
  const { t, i18n } = useTranslation('rooms');
  const room = useCallState((state) => state.room);
  const take = room?.take;
  if (!room || !take) return null;
  const { mine, asks } = consentOf(room, meId);
  const who = (...wanted: (ConsentAnswer | null)[]): string => {
    const people = take.answers.filter(({ answer }) => wanted.includes(answer)).map(({ person }) => person);
    const me = t(wanted.includes(null) ? 'take.ofMe' : 'take.me');
    return namesIn(people, { meId, me, language: i18n.language }) || t('take.nobody');
  };
  const stop = (): void => call.act('room:stop-recording', { takeId: take.takeId });
  const open = take.answers.some(({ answer }) => answer === null);
  const refused = take.answers.some(({ answer }) => answer === 'no' || answer === 'taken_back');
  const className = `${classes.part} ${classes.take}`;
  // The question is taken back by whoever asked it; what runs is stopped by anybody.
  const askerIsHere = room.people.some(({ person, devices }) => person.id === take.askedBy.id && devices.length > 0);
  const mayStop = take.state === 'running' || take.askedBy.id === meId || !askerIsHere;
  const recorded = recordedBy(take);
  if (take.state === 'ended')
    return (
      <div className={className} data-testid="take">
        <span>{take.ended && t(`take.ended.${take.ended}`)}</span>
        {recorded !== null && room.teacherId === meId && (
          <>
            <span className={classes.dim}>{t('take.mine')}</span>
            <Link href={paths.recording(recorded)} target="_blank" className={classes.act}>
              {t('take.see')}
            </Link>
          </>
        )}
        {recorded !== null && room.teacherId !== meId && (
          <span className={classes.dim}>{t('take.theirs', { name: nameOf(room, room.teacherId) })}</span>
        )}
      </div>
    );
  return (
    <div className={className} data-testid="take">
      {take.state === 'running' ? (
        <div className={classes.about}>
          <strong className={classes.mark}>
            <span className={classes.dot} aria-hidden="true" />
            {t('take.running')}
          </strong>
          <span className={classes.dim}>
            {t('take.yes', { names: who('yes') })}
            {refused && ` · ${t('take.no', { names: who('no', 'taken_back') })}`}
            {open && ` · ${t('take.open', { names: who(null) })}`}
          </span>
        </div>
      ) : (
        <span>{t('consent.asking', { names: who(null) })}</span>
      )}
      {asks && (
        <button type="button" className={classes.press} onClick={() => ui.change({ dialog: 'consent' })}>
          {t('consent.open')}
        </button>
      )}
      {mine === 'yes' && (
        <button type="button" className={classes.act} onClick={() => ui.change({ dialog: 'takeBack' })}>
          {t('take.takeBack')}
        </button>
      )}
      {(mine === 'no' || mine === 'taken_back') && (
        <button type="button" className={classes.act} onClick={() => ui.change({ dialog: 'consent' })}>
          {t('take.sayYes')}
        </button>
      )}
      {mayStop && (
        <button type="button" className={classes.act} onClick={stop}>
          {t(take.state === 'running' ? 'take.stop' : 'consent.withdrawAsk')}
        </button>
      )}
    </div>
  );
}
