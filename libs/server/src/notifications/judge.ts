import { NotificationKind } from '@lesblik/shared/notifications';
import { DAYS_TOLD_BEFORE } from '@lesblik/shared/keep-until';
import { type RawBuilder, sql } from 'kysely';
import { dueInstant, goesOn } from '../database/expressions.ts';
import { stillClosed } from '../database/pupil-consent.ts';
import { readable, watchable } from '../database/watchable.ts';

type Condition = RawBuilder<boolean>;

/** For one reader at one instant: what must hold of the rows around the subject of notification `n`. */
interface Judged {
  /** Whether there is such a row, in which a further condition holds. */
  exists: (and: Condition) => Condition;
  /** Whether it is still to be read or done, and was not in another way. */
  current: Condition;
}

const person = sql<string>`n.person_id`;
const always = sql<boolean>`true`;

const belongsTo = (organisationId: string, at: Date): Condition => sql<boolean>`exists (
  select from membership m where m.organisation_id = ${sql.ref(organisationId)} and m.person_id = n.person_id
  and (m.ends_at is null or m.ends_at > ${at}))`;

/** Something of trajectory `tr`, for coachee and coach. */
const inside = (from: RawBuilder<unknown>, at: Date) => (and: Condition) =>
  sql<boolean>`exists (
  select from ${from} where n.person_id in (tr.coachee_id, tr.coach_id) and ${belongsTo('tr.organisation_id', at)} and ${and})`;

function ofTalk(at: Date, current: Condition): Judged {
  const from = sql`talk t join trajectory tr on tr.id = t.trajectory_id and t.id = n.subject_id`;
  return { exists: inside(from, at), current: sql`${goesOn('tr')} and ${current}` };
}

const planned = (at: Date): Condition => sql<boolean>`t.state = 'planned' and t.starts_at > ${at}`;

/** Of the other of the two, and not taken back since. */
function ofPreparation(at: Date): Judged {
  const from = sql`talk t join trajectory tr on tr.id = t.trajectory_id and t.id = n.subject_id
    join talk_document d on d.talk_id = t.id and d.owner_id = n.by_id and d.owner_id in (tr.coachee_id, tr.coach_id)
      and d.owner_id <> n.person_id and d.released_at = n.of_instant`;
  return { exists: inside(from, at), current: sql`${goesOn('tr')} and t.state in ('proposed', 'planned')` };
}

/** At the time of which the reminder was told: another time has reminders of its own. */
const stillThen = (at: Date): Condition => sql<boolean>`${planned(at)} and t.starts_at = n.of_instant`;

/** Not opened at this comment yet. */
const unseen = sql<boolean>`c.published_revision > coalesce((select seen.revision from comment_read seen
  where seen.recording_id = c.recording_id and seen.person_id = n.person_id), 0)`;

function ofLesson(at: Date, theirs: Condition, current: Condition): Judged {
  return {
    exists: (and) => sql`exists (select from recording r
      where r.id = n.subject_id and ${watchable(person, at)} and ${theirs} and ${and})`,
    current,
  };
}

function ofComment(at: Date, current: Condition = always): Judged {
  return {
    exists: (and) => sql`exists (select from comment c join recording r on r.id = c.recording_id
      where c.id = n.subject_id and c.author_id <> n.person_id and ${readable(person, at)} and ${and})`,
    current: sql`${unseen} and ${current}`,
  };
}

function ofProposal(at: Date, current: Condition): Judged {
  const from = sql`goal_proposal p join trajectory tr on tr.id = p.trajectory_id and p.id = n.subject_id`;
  return { exists: inside(from, at), current };
}

function ofAgreement(at: Date, current: Condition): Judged {
  const from = sql`working_agreement_version v join working_agreement a on a.id = v.agreement_id
    join trajectory tr on tr.id = a.trajectory_id and v.id = n.subject_id`;
  return { exists: inside(from, at), current };
}

/** While it is still to be done, and its day is still the one that was told of. */
function ofAction(at: Date): Judged {
  const from = sql`action a join trajectory tr on tr.id = a.trajectory_id and a.id = n.subject_id
    and a.owner_id = n.person_id and a.removed_at is null`;
  const current = sql<boolean>`${goesOn('tr')} and a.done_at is null and ${dueInstant('a')} = n.of_instant`;
  return { exists: inside(from, at), current };
}

function ofSuggestion(at: Date): Judged {
  const from = sql`report_suggestion s join trajectory tr on tr.id = s.trajectory_id and s.id = n.subject_id
    and tr.coachee_id = n.person_id and s.state <> 'withdrawn'`;
  return { exists: inside(from, at), current: sql`${goesOn('tr')} and s.state = 'open'` };
}

/** Who reads what was released: nobody once it was withdrawn, or another took its place. */
function ofReport(at: Date): Judged {
  return {
    exists: (and) => sql`exists (select from report_version v join trajectory tr on tr.id = v.trajectory_id
      where v.id = n.subject_id and v.withdrawn_at is null and v.replaced_at is null
        and n.person_id in (tr.coachee_id, tr.coach_id, tr.client_id, tr.supervisor_id)
        and ${belongsTo('tr.organisation_id', at)} and ${and})`,
    current: always,
  };
}

/** Who has a part in it; a coach while it is theirs to take. */
function ofRequest(at: Date, current: Condition): Judged {
  return {
    exists: (and) => sql`exists (select from trajectory_request q
      left join trajectory_request_coach asked on asked.request_id = q.id and asked.person_id = n.person_id
      where q.id = n.subject_id and ${belongsTo('q.organisation_id', at)}
        and (n.person_id in (q.client_id, q.filed_by, q.coachee_id)
          or q.state = 'open' and asked.refused_at is null and (asked.person_id is not null or q.open_to_coaches
            and exists (select from trajectory t where t.coach_id = n.person_id and t.organisation_id = q.organisation_id)))
        and ${and})`,
    current,
  };
}

function ofCoachChange(at: Date, theirs: Condition, current: Condition): Judged {
  return {
    exists: (and) => sql`exists (select from coach_change w join trajectory tr on tr.id = w.trajectory_id
      where w.id = n.subject_id and ${theirs} and ${belongsTo('tr.organisation_id', at)} and ${and})`,
    current: sql`${goesOn('tr')} and ${current}`,
  };
}

/** The rules by kind: who may see the subject, and what makes it news no longer. */
function rules(at: Date): Record<NotificationKind, Judged> {
  return {
    talk_offered: ofTalk(
      at,
      sql`t.state = 'proposed' and t.offered_by <> n.person_id
        and exists (select from talk_time o where o.talk_id = t.id and o.starts_at > ${at})`,
    ),
    talk_planned: ofTalk(at, planned(at)),
    talk_cancelled: ofTalk(at, sql`t.state = 'cancelled' and (t.starts_at is null or t.starts_at > ${at})`),
    talk_in_a_day: ofTalk(at, stillThen(at)),
    talk_in_an_hour: ofTalk(at, stillThen(at)),
    preparation_released: ofPreparation(at),
    summary_to_confirm: ofTalk(
      at,
      sql`t.state in ('proposed', 'planned') and exists (
        select from talk_confirmation theirs where theirs.talk_id = t.id and theirs.person_id <> n.person_id
        and not exists (select from talk_confirmation mine where mine.talk_id = t.id
          and mine.person_id = n.person_id and mine.summary_sha256 = theirs.summary_sha256))`,
    ),
    call_invited: {
      exists: (
        and,
      ) => sql`exists (select from room r join room_person i on i.room_id = r.id and i.person_id = n.person_id
        where r.id = n.subject_id and ${belongsTo('r.organisation_id', at)} and ${and})`,
      current: sql`r.ended_at is null and i.admitted_at is null`,
    },
    lesson_shared: ofLesson(
      at,
      sql`r.owner_id <> n.person_id`,
      sql`exists (select from recording_grant g where g.recording_id = r.id and g.grantee_id = n.person_id
        and g.withdrawn_at is null and g.until > ${at} and g.opened_at is null)`,
    ),
    seal_begun: ofLesson(
      at,
      sql`exists (select from seal s where s.recording_id = r.id and n.person_id in (s.owner_id, s.coach_id))`,
      sql`exists (select from seal s where s.recording_id = r.id and s.opened_at is null
        and case n.person_id when s.owner_id then s.owner_released_at is null when s.coach_id then s.coach_released_at is null end)`,
    ),
    seal_opened: ofLesson(
      at,
      always,
      sql`exists (select from comment c where c.recording_id = r.id and c.author_id <> n.person_id
        and ${readable(person, at)} and ${unseen})`,
    ),
    lesson_ends: ofLesson(
      at,
      sql`r.owner_id = n.person_id`,
      // Still to be deleted on the day that was told of.
      sql`r.keep_until >= (${at}::timestamptz at time zone 'UTC')::date
        and r.keep_until - (n.of_instant at time zone 'UTC')::date in (${sql.join(DAYS_TOLD_BEFORE.map(Number))})`,
    ),
    lessons_held: {
      exists: (and) => sql`exists (select from legal_hold h where h.id = n.subject_id and h.owner_id = n.person_id
        and ${belongsTo('h.organisation_id', at)} and ${and})`,
      current: sql`h.ended_at is null`,
    },
    comment_added: ofComment(at),
    comment_replied: ofComment(at),
    mentioned: ofComment(at, sql`n.person_id = any(c.mention_ids)`),
    consent_withdrawn: ofLesson(
      at,
      sql`r.owner_id = n.person_id`,
      sql`exists (select from consent_closure k where k.recording_id = r.id and ${stillClosed()})`,
    ),
    lessons_closed: {
      exists: (and) => sql`exists (select from organisation o
        where o.id = n.subject_id and ${belongsTo('o.id', at)} and ${and}
          and exists (select from recording r where r.organisation_id = o.id and r.owner_id = n.person_id))`,
      current: always,
    },
    class_list_to_check: {
      exists: (and) => sql`exists (select from class_list l where l.id = n.subject_id and l.keeper_id = n.person_id
        and l.removed_at is null and ${belongsTo('l.organisation_id', at)} and ${and})`,
      current: sql`l.checked_at < n.of_instant`,
    },
    request_filed: ofRequest(at, sql`q.state = 'open' and asked.refused_at is null`),
    request_answered: ofRequest(at, always),
    goal_proposed: ofProposal(at, sql`${goesOn('tr')} and p.state = 'open'`),
    goal_answered: ofProposal(at, always),
    agreement_proposed: ofAgreement(
      at,
      sql`${goesOn('tr')} and v.state = 'open' and not exists (
        select from working_agreement_acceptance c where c.version_id = v.id and c.person_id = n.person_id)
        and not exists (select from working_agreement_version later
          where later.agreement_id = v.agreement_id and later.number > v.number and later.state = 'open')`,
    ),
    agreement_answered: ofAgreement(at, always),
    action_overdue: ofAction(at),
    report_suggested: ofSuggestion(at),
    report_signed: ofReport(at),
    coach_proposed: ofCoachChange(at, sql`n.person_id in (tr.coachee_id, tr.client_id)`, sql`w.state = 'open'`),
    coach_answered: ofCoachChange(at, sql`n.person_id in (tr.coachee_id, tr.client_id)`, always),
    coach_asked: ofCoachChange(at, sql`w.coach_id = n.person_id and w.state = 'asked'`, always),
  };
}

function byKind(of: (judged: Judged) => Condition, at: Date): Condition {
  const all = rules(at);
  const cases = NotificationKind.options.map((kind) => sql`when ${sql.lit(kind)} then ${of(all[kind])}`);
  // A kind of a later version is not told.
  return sql<boolean>`(case n.kind ${sql.join(cases, sql` `)} else false end)`;
}

/** Whether the person of notification `n` may see at this instant what it is about. */
export const mayBeShown = (at: Date): Condition => byKind(({ exists }) => exists(always), at);

/** Whether they may, and have neither seen nor done it in another way. */
export const isNews = (at: Date): Condition => byKind(({ exists, current }) => exists(current), at);
