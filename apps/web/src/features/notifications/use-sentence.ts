import type { Notification } from '@lesblik/shared/notifications';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { instantText } from '../../ui/format.ts';

/** What happened, in one sentence. */
export function useSentence(): (item: Notification) => string {
  const { t, i18n } = useTranslation('notifications');
  return ({ kind, by, ids, title, startsAt, outcome }) => {
    const name = by.length > 0 ? new Intl.ListFormat(i18n.language).format(by) : t('somebody');
    const when = startsAt === null ? '' : instantText(startsAt, i18n.language);
    const said = { name, title, when, count: ids.length };
    switch (kind) {
      case 'talk_cancelled':
        return startsAt === null ? t('said.talk_cancelled', said) : t('said.planned_talk_cancelled', said);
      case 'request_answered':
        if (outcome === 'taken') return t('said.request_taken', said);
        return outcome === 'withdrawn' ? t('said.request_withdrawn', said) : t('said.request_refused', said);
      case 'goal_answered':
        return outcome === 'refused' ? t('said.goal_refused', said) : t('said.goal_accepted', said);
      case 'agreement_answered':
        return outcome === 'refused' ? t('said.agreement_refused', said) : t('said.agreement_accepted', said);
      case 'coach_answered':
        return outcome === 'refused' ? t('said.coach_refused', said) : t('said.coach_accepted', said);
      default:
        return t(`said.${kind}`, said);
    }
  };
}

export function linkOf({ spot }: Notification): string {
  switch (spot.on) {
    case 'talk':
      return paths.talk(spot.talkId);
    case 'call':
      return paths.call(spot.roomId);
    case 'lesson':
      return paths.recording(spot.recordingId, spot.commentId === null ? {} : { commentId: spot.commentId });
    case 'request':
      return paths.request(spot.requestId);
    case 'trajectory':
      return paths.trajectory(spot.trajectoryId);
    case 'actions':
      return paths.trajectory(spot.trajectoryId, 'actions');
    case 'evaluation':
      return paths.evaluation(spot.trajectoryId);
    case 'report':
      return paths.report(spot.trajectoryId);
    case 'class_list':
      return paths.classList(spot.classListId);
    case 'deletions':
      return paths.deletions;
    case 'recordings':
      return paths.recordings;
    case 'trajectories':
      return paths.trajectories;
  }
}
