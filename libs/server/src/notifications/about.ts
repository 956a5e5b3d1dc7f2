import { NotificationKind, type NotificationSpot } from '@lesblik/shared/notifications';
import { type RawBuilder, sql } from 'kysely';
import { isoInstant } from '../database/expressions.ts';

/** What a notification is about. */
export interface About {
  spot: NotificationSpot;
  title: string;
  organisationId: string;
  /** Of a talk. */
  startsAt: string | null;
  timeZone: string | null;
  /** What an answer was. */
  outcome: 'accepted' | 'refused' | 'taken' | 'withdrawn' | null;
}

type Part = RawBuilder<unknown>;
const none = sql`null`;

const about = (
  spot: Part,
  title: string,
  organisationId: string,
  { outcome = none, startsAt = none, timeZone = none }: { outcome?: Part; startsAt?: Part; timeZone?: Part } = {},
): Part => sql`json_build_object('spot', ${spot}, 'title', ${sql.ref(title)}, 'organisationId', ${sql.ref(organisationId)},
  'startsAt', ${startsAt}, 'timeZone', ${timeZone}, 'outcome', ${outcome})`;

const ofTalk = sql`(select ${about(
  sql`json_build_object('on', 'talk', 'talkId', t.id)`,
  't.title',
  'tr.organisation_id',
  {
    startsAt: isoInstant<string | null>('t.starts_at'),
    timeZone: sql`t.time_zone`,
  },
)} from talk t join trajectory tr on tr.id = t.trajectory_id where t.id = n.subject_id)`;

const ofCall = sql`(select ${about(sql`json_build_object('on', 'call', 'roomId', r.id)`, 'r.title', 'r.organisation_id')}
  from room r where r.id = n.subject_id)`;

const lesson = (commentId: Part): Part =>
  sql`json_build_object('on', 'lesson', 'recordingId', r.id, 'commentId', ${commentId})`;

const ofLesson = sql`(select ${about(lesson(none), 'r.title', 'r.organisation_id')} from recording r where r.id = n.subject_id)`;

const ofComment = sql`(select ${about(lesson(sql`c.id`), 'r.title', 'r.organisation_id')}
  from comment c join recording r on r.id = c.recording_id where c.id = n.subject_id)`;

const ofRequest = sql`(select ${about(
  sql`json_build_object('on', 'request', 'requestId', q.id)`,
  'q.title',
  'q.organisation_id',
  // A coach's no leaves it open; another may take it.
  { outcome: sql`case when q.ended_by = n.by_id and q.state <> 'open' then q.state else 'refused' end` },
)} from trajectory_request q where q.id = n.subject_id)`;

const trajectory = sql`json_build_object('on', 'trajectory', 'trajectoryId', tr.id)`;

const ofProposal = sql`(select ${about(trajectory, 'tr.title', 'tr.organisation_id', {
  outcome: sql`case when p.state in ('accepted', 'refused') then p.state end`,
})} from goal_proposal p join trajectory tr on tr.id = p.trajectory_id where p.id = n.subject_id)`;

const ofAgreement = sql`(select ${about(trajectory, 'tr.title', 'tr.organisation_id', {
  outcome: sql`case when v.state = 'refused' then 'refused' else 'accepted' end`,
})} from working_agreement_version v join working_agreement a on a.id = v.agreement_id
  join trajectory tr on tr.id = a.trajectory_id where v.id = n.subject_id)`;

const ofTrajectory = (on: 'evaluation' | 'report'): Part =>
  sql`json_build_object('on', ${sql.lit(on)}, 'trajectoryId', tr.id)`;

const ofAction = sql`(select ${about(
  sql`json_build_object('on', 'actions', 'trajectoryId', tr.id)`,
  'a.what',
  'tr.organisation_id',
)} from action a join trajectory tr on tr.id = a.trajectory_id where a.id = n.subject_id)`;

const ofSuggestion = sql`(select ${about(ofTrajectory('evaluation'), 'tr.title', 'tr.organisation_id')}
  from report_suggestion s join trajectory tr on tr.id = s.trajectory_id where s.id = n.subject_id)`;

const ofReport = sql`(select ${about(ofTrajectory('report'), 'tr.title', 'tr.organisation_id')}
  from report_version v join trajectory tr on tr.id = v.trajectory_id where v.id = n.subject_id)`;

const ofCoachChange = (spot: Part): Part =>
  sql`(select ${about(spot, 'tr.title', 'tr.organisation_id', {
    outcome: sql`case w.state when 'done' then 'accepted' when 'refused' then 'refused' end`,
  })} from coach_change w join trajectory tr on tr.id = w.trajectory_id where w.id = n.subject_id)`;

const ofClassList = sql`(select ${about(
  sql`json_build_object('on', 'class_list', 'classListId', l.id)`,
  'l.name',
  'l.organisation_id',
)} from class_list l where l.id = n.subject_id)`;
const ofHold = sql`(select ${about(sql`json_build_object('on', 'deletions')`, 'h.reason', 'h.organisation_id')}
  from legal_hold h where h.id = n.subject_id)`;

const ofSchool = sql`(select ${about(sql`json_build_object('on', 'recordings')`, 'o.name', 'o.id')}
  from organisation o where o.id = n.subject_id)`;

const byKind: Record<NotificationKind, Part> = {
  talk_offered: ofTalk,
  talk_planned: ofTalk,
  talk_cancelled: ofTalk,
  talk_in_a_day: ofTalk,
  talk_in_an_hour: ofTalk,
  preparation_released: ofTalk,
  summary_to_confirm: ofTalk,
  call_invited: ofCall,
  lesson_shared: ofLesson,
  seal_begun: ofLesson,
  seal_opened: ofLesson,
  comment_added: ofComment,
  comment_replied: ofComment,
  mentioned: ofComment,
  consent_withdrawn: ofLesson,
  lessons_closed: ofSchool,
  class_list_to_check: ofClassList,
  lesson_ends: ofLesson,
  lessons_held: ofHold,
  request_filed: ofRequest,
  request_answered: ofRequest,
  goal_proposed: ofProposal,
  goal_answered: ofProposal,
  agreement_proposed: ofAgreement,
  agreement_answered: ofAgreement,
  action_overdue: ofAction,
  report_suggested: ofSuggestion,
  report_signed: ofReport,
  coach_proposed: ofCoachChange(trajectory),
  // The trajectory is not theirs to open yet.
  coach_asked: ofCoachChange(sql`json_build_object('on', 'trajectories')`),
  coach_answered: ofCoachChange(trajectory),
};

/** Of notification `n`; null when its subject is gone. Whether its person may see it is another question. */
export const aboutOf = (): RawBuilder<About | null> => {
  const cases = NotificationKind.options.map((kind) => sql`when ${sql.lit(kind)} then ${byKind[kind]}`);
  return sql<About | null>`(case n.kind ${sql.join(cases, sql` `)} end)`;
};
