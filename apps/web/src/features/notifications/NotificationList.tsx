import {
  IconBulb,
  IconCalendarEvent,
  IconChecklist,
  IconFileText,
  IconHeartHandshake,
  IconLock,
  IconMessage,
  IconMovie,
  IconRoute,
  IconVideo,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Notification } from '@lesblik/shared/notifications';
import { useTranslation } from 'react-i18next';
import { instantText } from '../../ui/format.ts';
import { LinkLine, LinkLines } from '../../ui/LinkLine.tsx';
import { sayProblem } from '../../ui/toasts.ts';
import { useMe } from '../identity/me.ts';
import { markRead } from './list-queries.ts';
import classes from './NotificationList.module.css';
import { linkOf, useSentence } from './use-sentence.ts';

const icons: Partial<Record<Notification['kind'], TablerIcon>> = {
  lesson_shared: IconMovie,
  goal_proposed: IconBulb,
  goal_answered: IconBulb,
  agreement_proposed: IconHeartHandshake,
  agreement_answered: IconHeartHandshake,
};
const iconsBySpot: Record<Notification['spot']['on'], TablerIcon> = {
  talk: IconCalendarEvent,
  call: IconVideo,
  lesson: IconMessage,
  request: IconRoute,
  trajectory: IconRoute,
  actions: IconChecklist,
  evaluation: IconFileText,
  report: IconFileText,
  deletions: IconTrash,
  recordings: IconLock,
  trajectories: IconRoute,
  class_list: IconChecklist,
};

/** What somebody was told of, the newest first; each line goes to its spot and is read with that. */
export function NotificationList({ items }: { items: readonly Notification[] }) {
  const { t, i18n } = useTranslation('notifications');
  const { memberships } = useMe();
  const sentence = useSentence();
  const schoolOf = ({ organisationId }: Notification): string | undefined =>
    memberships.length > 1
      ? memberships.find((one) => one.organisationId === organisationId)?.organisationName
      : undefined;
  return (
    <LinkLines>
      {items.map((item) => {
        const Icon = icons[item.kind] ?? iconsBySpot[item.spot.on];
        const school = schoolOf(item);
        return (
          <LinkLine
            key={item.ids[0]}
            href={linkOf(item)}
            icon={Icon}
            onFollow={() => {
              if (item.unread) markRead(item).catch(sayProblem);
            }}
            end={item.unread && <span className={classes.dot} aria-hidden="true" />}
          >
            {item.unread && <span className="visually-hidden">{t('new')} </span>}
            <span className={classes.sentence} data-unread={item.unread}>
              {sentence(item)}
            </span>
            <span className={classes.when}>
              {instantText(item.at, i18n.language)}
              {school !== undefined && ` · ${school}`}
            </span>
          </LinkLine>
        );
      })}
    </LinkLines>
  );
}
