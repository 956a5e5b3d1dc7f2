import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBulb,
  IconCalculator,
  IconHeartHandshake,
  IconCalendarQuestion,
  IconCalendarX,
  IconChecklist,
  IconEyeOff,
  IconListCheck,
  IconLock,
  IconMessage,
  IconMovie,
  IconPencil,
  IconPhone,
  IconPlayerPlay,
  IconRoute,
  IconTarget,
  IconUpload,
  IconUserPlus,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Waiting } from '@lesblik/shared/home';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, type TrajectoryPart } from '../../app/paths.ts';
import { dayFromNow, dayText, instantDayText } from '../../ui/format.ts';
import { LinkLine, LinkLines } from '../../ui/LinkLine.tsx';
import { useMe } from '../identity/me.ts';
import classes from './HomePage.module.css';

const SHOWN = 5;

const icons: Record<Waiting['kind'], TablerIcon> = {
  new_comments: IconMessage,
  lesson_to_review: IconMovie,
  goal_proposal: IconBulb,
  goal_without_moment: IconTarget,
  recording_failed: IconAlertTriangle,
  lesson_ends: IconCalendarX,
  write_goals: IconPencil,
  request_for_you: IconRoute,
  request_without_coach: IconUserPlus,
  agreement_to_accept: IconHeartHandshake,
  make_contact: IconPhone,
  estimate_talks: IconCalculator,
  start_intake: IconPlayerPlay,
  settle_agreements: IconHeartHandshake,
  start_goals: IconPlayerPlay,
  share_first_lesson: IconUpload,
  start_coaching: IconPlayerPlay,
  plan_talk: IconCalendarQuestion,
  start_evaluation: IconPlayerPlay,
  write_report: IconPencil,
  round_off: IconChecklist,
  coach_change: IconUserPlus,
  coach_asked: IconRoute,
  coach_left: IconUserPlus,
  pick_time: IconCalendarQuestion,
  confirm_summary: IconChecklist,
  action_due: IconChecklist,
  look_apart: IconEyeOff,
  report_suggested: IconPencil,
  consent_withdrawn: IconLock,
  class_list_to_check: IconListCheck,
};

function linkOf(item: Waiting): string {
  if (item.kind === 'consent_withdrawn') return paths.closedLessons;
  if ('classListId' in item) return paths.classList(item.classListId);
  if ('recordingId' in item) return paths.recording(item.recordingId);
  if ('requestId' in item) return paths.request(item.requestId);
  if ('changeId' in item) return paths.trajectories;
  if ('talkId' in item) return paths.talk(item.talkId);
  if ('goalId' in item) return paths.goal(item.goalId);
  if (item.kind === 'report_suggested' || item.kind === 'write_report') return paths.evaluation(item.trajectoryId);
  return paths.trajectory(item.trajectoryId, parts[item.kind]);
}

/** Where in its trajectory each is done. */
const parts: Partial<Record<Waiting['kind'], TrajectoryPart>> = {
  goal_proposal: 'goals',
  write_goals: 'goals',
  agreement_to_accept: 'agreements',
  settle_agreements: 'agreements',
  make_contact: 'contact',
  estimate_talks: 'contact',
  share_first_lesson: 'lessons',
  plan_talk: 'talks',
  action_due: 'actions',
  coach_change: 'people',
  coach_left: 'people',
};

const keyOf = (item: Waiting): string => {
  if ('recordingId' in item) return `${item.kind} ${item.recordingId}`;
  if ('requestId' in item) return `${item.kind} ${item.requestId}`;
  if ('changeId' in item) return `${item.kind} ${item.changeId}`;
  if ('talkId' in item) return `${item.kind} ${item.talkId}`;
  if ('classListId' in item) return `${item.kind} ${item.classListId}`;
  if ('actionId' in item) return `${item.kind} ${item.actionId}`;
  const part = 'proposalId' in item ? item.proposalId : 'goalId' in item ? item.goalId : '';
  return `${item.kind} ${item.trajectoryId} ${part}`;
};

function useSentence(): (item: Waiting) => string {
  const { t, i18n } = useTranslation('home');
  return (item) => {
    switch (item.kind) {
      case 'new_comments':
        return t('waiting.new_comments', { count: item.count, title: item.recordingTitle });
      case 'lesson_to_review':
        return t('waiting.lesson_to_review', {
          title: item.recordingTitle,
          name: item.ownerName,
          until: instantDayText(item.until, i18n.language),
        });
      case 'goal_proposal':
        return t('waiting.goal_proposal', { name: item.proposedBy, title: item.goalTitle });
      case 'goal_without_moment':
        return t('waiting.goal_without_moment', { title: item.goalTitle });
      case 'recording_failed':
        return t('waiting.recording_failed', { title: item.recordingTitle });
      case 'lesson_ends':
        return t('waiting.lesson_ends', { title: item.recordingTitle, day: dayText(item.keepUntil, i18n.language) });
      case 'request_for_you':
        return t('waiting.request_for_you', { name: item.client, title: item.title });
      case 'request_without_coach':
        return t('waiting.request_without_coach', { title: item.title });
      case 'agreement_to_accept':
        return t('waiting.agreement_to_accept', { count: item.count, title: item.trajectoryTitle });
      case 'coach_change':
        return t('waiting.coach_change', { name: item.proposedBy, coach: item.coach, title: item.trajectoryTitle });
      case 'coach_asked':
        return t('waiting.coach_asked', { name: item.proposedBy, coachee: item.coachee, title: item.trajectoryTitle });
      case 'coach_left':
        return t('waiting.coach_left', { title: item.trajectoryTitle, coach: item.coach });
      case 'pick_time':
        return t('waiting.pick_time', { name: item.offeredBy, title: item.talkTitle });
      case 'confirm_summary':
        return t('waiting.confirm_summary', { name: item.name, title: item.talkTitle });
      case 'action_due':
        return t(item.dueOn < dayFromNow(0) ? 'waiting.action_late' : 'waiting.action_due', {
          what: item.what,
          when: dayText(item.dueOn, i18n.language),
        });
      case 'look_apart':
        return t(item.done ? 'waiting.look_apart_done' : 'waiting.look_apart', {
          title: item.recordingTitle,
          name: item.name,
        });
      case 'report_suggested':
        return t('waiting.report_suggested', { count: item.count, name: item.name, title: item.trajectoryTitle });
      case 'consent_withdrawn':
        return t('waiting.consent_withdrawn', { count: item.count, title: item.recordingTitle });
      case 'class_list_to_check':
        return t('waiting.class_list_to_check', { title: item.name });
      case 'settle_agreements':
        return t('waiting.settle_agreements', { title: item.trajectoryTitle, count: item.count });
      case 'make_contact':
      case 'estimate_talks':
      case 'start_intake':
      case 'start_goals':
      case 'write_goals':
      case 'share_first_lesson':
      case 'start_coaching':
      case 'plan_talk':
      case 'start_evaluation':
      case 'write_report':
      case 'round_off':
        return t(`waiting.${item.kind}`, { title: item.trajectoryTitle, name: item.name });
    }
  };
}

/** Which school it is about, for whom works in more than one. */
function useSchoolOf(): (item: Waiting) => string | undefined {
  const { memberships } = useMe();
  return ({ organisationId }) =>
    memberships.length > 1
      ? memberships.find((one) => one.organisationId === organisationId)?.organisationName
      : undefined;
}

/** What waits for the person, most pressing first; each line goes to where it is done. */
export function WaitingList({ items }: { items: readonly Waiting[] }) {
  const { t } = useTranslation('home');
  const sentence = useSentence();
  const schoolOf = useSchoolOf();
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, SHOWN);
  const rest = items.length - shown.length;
  return (
    <>
      <LinkLines>
        {shown.map((item) => (
          <LinkLine key={keyOf(item)} href={linkOf(item)} icon={icons[item.kind]}>
            {sentence(item)}
            {schoolOf(item) !== undefined && <span className={classes.school}>{schoolOf(item)}</span>}
          </LinkLine>
        ))}
      </LinkLines>
      {rest > 0 && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {t('more', { count: rest })}
        </Button>
      )}
    </>
  );
}
