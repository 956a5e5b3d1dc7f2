import { IconVideo } from '@tabler/icons-react';
import type { Room } from '@lesblik/shared/rooms';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { useMe } from '../identity/me.ts';
import classes from './RunningCalls.module.css';

/** Calls that somebody is in now: nothing else on this page presses more. */
export function RunningCalls({ rooms }: { rooms: readonly Room[] }) {
  const { t, i18n } = useTranslation('home');
  const me = useMe();
  const whoIs = ({ present }: Room): string => {
    const others = present.filter(({ id }) => id !== me.id).map(({ name }) => name);
    if (others.length === 0) return t('running.you');
    return t('running.who', { count: others.length, names: new Intl.ListFormat(i18n.language).format(others) });
  };
  return (
    <ul className={classes.calls} aria-label={t('running.label')}>
      {rooms.map((room) => (
        <li key={room.id} className={classes.call}>
          <IconVideo size={24} aria-hidden="true" />
          <div className={classes.words}>
            <strong>{t('running.now', { title: room.title })}</strong>
            <span>{whoIs(room)}</span>
          </div>
          <LinkButton to={paths.call(room.id)}>{t('running.join')}</LinkButton>
        </li>
      ))}
    </ul>
  );
}
