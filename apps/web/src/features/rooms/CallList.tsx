import { Button, Group } from '@mantine/core';
import { roomRoutes, type Room } from '@lesblik/shared/rooms';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { instantText } from '../../ui/format.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { useMe } from '../identity/me.ts';
import classes from './CallList.module.css';
import { copyLink } from './copy-link.ts';

/** Calls that are open or planned, each with its link. */
export function CallList({ rooms }: { rooms: readonly Room[] }) {
  const { t, i18n } = useTranslation('rooms');
  const me = useMe();
  const queries = useQueryClient();
  const cancel = async (roomId: string): Promise<void> => {
    try {
      await call(roomRoutes.end, { params: { roomId } });
      await queries.invalidateQueries({ queryKey: ['rooms'] });
      say(t('list.cancelled'));
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <ul className={classes.rooms}>
      {rooms.map((room) => {
        const others = room.people.filter(({ id }) => id !== me.id).map(({ name }) => name);
        const when =
          room.plannedAt !== null && room.openedAt === null ? instantText(room.plannedAt, i18n.language) : null;
        const empty = room.openedAt !== null && room.presentCount === 0;
        return (
          <li key={room.id} className={classes.room}>
            <div className={classes.words}>
              <strong>{room.title}</strong>
              <span className={classes.about}>
                {room.presentCount > 0
                  ? t('list.now', { count: room.presentCount })
                  : empty
                    ? t('list.empty')
                    : when === null
                      ? t('list.open')
                      : t('list.planned', { when })}
                {' · '}
                {t('list.with', { names: new Intl.ListFormat(i18n.language).format(others) })}
              </span>
            </div>
            <Group gap="xs">
              <LinkButton to={paths.call(room.id)} variant={empty ? 'default' : 'filled'}>
                {t('list.join')}
              </LinkButton>
              <Button variant="default" onClick={() => void copyLink(room.id, t('list.copied'))}>
                {t('list.copy')}
              </Button>
              {room.host.id === me.id && room.openedAt === null && (
                <Button variant="subtle" onClick={() => void cancel(room.id)}>
                  {t('list.cancel')}
                </Button>
              )}
            </Group>
          </li>
        );
      })}
    </ul>
  );
}
