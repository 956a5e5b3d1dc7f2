import { IconSteeringWheel } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { askControl, controlAct } from './acts.ts';
import { useCall, useCallState } from './call-context.tsx';
import classes from './CallLine.module.css';
import { isPresent, nameOf } from './core/call-state.ts';

/** Who steers the lesson, and what one can do about it. */
export function Steering() {
  const { call, ui, me } = useCall();
  const { t } = useTranslation('rooms');
  const room = useCallState((state) => state.room);
  if (!room) return null;
  const mine = room.steererId === me.id;
  const act = controlAct(call);
  const words = { ask: 'steer.ask', withdraw: 'steer.withdraw', take: 'steer.take' } as const;
  const others = room.people.filter((other) => other.person.id !== me.id && isPresent(other));
  const mayHand = mine && room.controlAskedBy.length === 0;
  return (
    <div className={classes.part} data-testid="steering">
      <span className={classes.who}>
        <IconSteeringWheel size={18} aria-hidden="true" />
        <span>
          {mine ? t('steer.you') : t('steer.other', { name: nameOf(room, room.steererId) })}
          {act === 'withdraw' && ` · ${t('steer.asked')}`}
        </span>
      </span>
      {act && (
        <button type="button" className={classes.act} onClick={() => askControl(call, ui)}>
          {t(words[act])}
        </button>
      )}
      {mayHand &&
        others.map(({ person }) => (
          <button
            key={person.id}
            type="button"
            className={classes.act}
            onClick={() => call.act('room:control', { change: { act: 'give', personId: person.id } })}
          >
            {t('steer.handTo', { name: person.name })}
          </button>
        ))}
    </div>
  );
}

/** Who would like to steer, asked of whoever does: a line of its own, which stays until it is answered. */
export function SteerRequests() {
  const { call, me } = useCall();
  const { t } = useTranslation('rooms');
  const room = useCallState((state) => state.room);
  if (room?.steererId !== me.id) return null;
  const asked = room.people.filter(({ person }) => room.controlAskedBy.includes(person.id));
  return asked.map(({ person: { id, name } }) => (
    <div
      key={id}
      className={`${classes.line} ${classes.strong}`}
      role="group"
      aria-label={t('steer.wants', { name })}
      data-testid="steer-request"
    >
      <strong className={classes.who}>
        <IconSteeringWheel size={18} aria-hidden="true" />
        {t('steer.wants', { name })}
      </strong>
      <button
        type="button"
        className={classes.press}
        aria-label={t('steer.giveTo', { name })}
        onClick={() => call.act('room:control', { change: { act: 'give', personId: id } })}
      >
        {t('steer.give')}
      </button>
      <button
        type="button"
        className={classes.act}
        onClick={() => call.act('room:control', { change: { act: 'refuse', personId: id } })}
      >
        {t('steer.notNow')}
      </button>
    </div>
  ));
}
