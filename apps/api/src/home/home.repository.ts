import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { goesOn, isoInstant } from '@lesblik/server/database/expressions';
import { held } from '@lesblik/server/database/held';
import { isThere } from '@lesblik/server/database/recording-sql';
import type { Waiting } from '@lesblik/shared/home';
import { DAYS_TOLD_BEFORE } from '@lesblik/shared/keep-until';
import { sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { cutShown, kept, readable, runningGrant, shownFrom, shownTo } from '@lesblik/server/database/watchable';
import { asksWaiting, requestsCte } from './asks-waiting.ts';
import { consentWaiting } from './consent-waiting.ts';
import { sealsWaiting, suggestionsWaiting } from './reviews-waiting.ts';

export interface RankedWaiting {
  /** The lowest first. */
  rank: number;
  item: Waiting;
}

const MOST = 500;
/** So long before its date an action comes up. */
const DUE_DAYS = 3;

@Injectable()
export class HomeRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What waits for this person besides their turns in trajectories, in one query: what went wrong first, then what others
   * wait for, then the own goals; within a kind the newest first, lessons by how soon their access ends.
   */
  async waiting(personId: string): Promise<RankedWaiting[]> {
    const at = new Date(this.clock.now());
    const today = at.toISOString().slice(0, 10);
    const { rows } = await sql<{ item: Waiting; organisationId: string; rank: number }>`
      with school as (
        select organisation_id from membership
        where person_id = ${personId} and (ends_at is null or ends_at > ${at})
      ), lesson as (
        select id, title, state, owner_id, created_at, uploaded_at, problem, null::timestamptz as until,
          null::timestamptz as granted_at, true as opened, playable, null::int as shown_from, null::int as shown_to
        from recording
        where owner_id = ${personId} and state <> 'deleting' and organisation_id in (select organisation_id from school)
        union all
        select r.id, r.title, r.state, r.owner_id, r.created_at, r.uploaded_at, r.problem, g.until,
          g.granted_at, g.opened_at is not null, r.playable and (${shownFrom()} is null or k.made_at is not null),
          ${shownFrom()}, ${shownTo()}
        from recording_grant g join recording r on ${runningGrant(personId, at)}
        left join recording_cut k on ${cutShown()}
        where r.owner_id <> ${personId}
          and r.state <> 'deleting' and r.organisation_id in (select organisation_id from school)
      ), trajectory_of_mine as (
        select id from trajectory
        where coachee_id = ${personId} and phase <> 'closed' and standing = 'running'
          and organisation_id in (select organisation_id from school)
      ), talk_of_mine as (
        select talk.*, coachee_id, coach_id from talk join trajectory t on t.id = talk.trajectory_id
        where ${personId} in (coachee_id, coach_id) and ${goesOn('t')}
          and talk.state in ('proposed', 'planned') and organisation_id in (select organisation_id from school)
      ), ${requestsCte(personId)}, waiting as (
        select 1 as rank, -extract(epoch from coalesce(uploaded_at, created_at)) as within, json_build_object(
          'kind', 'recording_failed', 'recordingId', id, 'recordingTitle', title,
          'problem', coalesce(problem, 'internal'), 'at', ${isoInstant('lesson.created_at')}) as item
        from lesson where owner_id = ${personId} and state = 'failed'
        union all
        select 1.5, extract(epoch from r.keep_until), json_build_object(
          'kind', 'lesson_ends', 'recordingId', r.id, 'recordingTitle', r.title, 'keepUntil', r.keep_until,
          'at', ${isoInstant('r.created_at')})
        from recording r
        where r.owner_id = ${personId} and r.state <> 'deleting' and ${isThere()}
          and r.organisation_id in (select organisation_id from school)
          and r.keep_until - ${today}::date between 0 and ${DAYS_TOLD_BEFORE[0]}::int and not ${held(today)}
        union all
        select 2, extract(epoch from until), json_build_object(
          'kind', 'lesson_to_review', 'recordingId', lesson.id, 'recordingTitle', title, 'ownerName', owner.name,
          'until', ${isoInstant('lesson.until')}, 'at', ${isoInstant('lesson.granted_at')})
        from lesson join person owner on owner.id = lesson.owner_id where not opened and playable
        union all
        select 3, -extract(epoch from news.at), json_build_object(
          'kind', 'new_comments', 'recordingId', lesson.id, 'recordingTitle', title,
          'count', news.count, 'at', ${isoInstant('news.at')})
        from lesson
        left join comment_read seen on seen.recording_id = lesson.id and seen.person_id = ${personId}
        cross join lateral (
          select count(*) as count, max(created_at) as at from comment c
          where c.recording_id = lesson.id and c.revision > coalesce(seen.revision, 0)
            and c.published_revision > coalesce(seen.revision, 0)
            and not ${kept()} and c.deleted_at is null and c.author_id <> ${personId}
            and (lesson.shown_from is null or (c.start_ms >= lesson.shown_from and c.start_ms < lesson.shown_to
              and coalesce(c.end_ms, c.start_ms) <= lesson.shown_to))
        ) news
        where opened and news.count > 0
        union all
        select 4, -extract(epoch from p.proposed_at), json_build_object(
          'kind', 'goal_proposal', 'trajectoryId', t.id, 'proposalId', p.id, 'goalTitle', p.title,
          'proposedBy', coach.name, 'at', ${isoInstant('p.proposed_at')})
        from goal_proposal p join trajectory_of_mine t on t.id = p.trajectory_id join person coach on coach.id = p.proposed_by
        where p.state = 'open'
        union all
        select 3.1, -extract(epoch from talk.created_at), json_build_object(
          'kind', 'pick_time', 'talkId', talk.id, 'talkTitle', talk.title, 'offeredBy', offering.name,
          'at', ${isoInstant('talk.created_at')})
        from talk_of_mine talk join person offering on offering.id = talk.offered_by
        where talk.state = 'proposed' and talk.offered_by <> ${personId}
          and exists (select from talk_time o where o.talk_id = talk.id and o.starts_at > ${at})
        union all
        select 3.2, -extract(epoch from c.confirmed_at), json_build_object(
          'kind', 'confirm_summary', 'talkId', talk.id, 'talkTitle', talk.title, 'name', other.name,
          'at', ${isoInstant('c.confirmed_at')})
        from talk_of_mine talk join talk_confirmation c on c.talk_id = talk.id and c.person_id <> ${personId}
        join person other on other.id = c.person_id
        where not exists (select from talk_confirmation mine where mine.talk_id = talk.id
          and mine.person_id = ${personId} and mine.summary_sha256 = c.summary_sha256)
        union all
        select 3.3, extract(epoch from action.due_on), json_build_object(
          'kind', 'action_due', 'trajectoryId', t.id, 'actionId', action.id, 'what', action.what,
          'dueOn', action.due_on, 'at', ${isoInstant('action.created_at')})
        from action join trajectory t on t.id = action.trajectory_id
        where action.owner_id = ${personId} and action.done_at is null and action.removed_at is null
          and action.due_on <= (${at}::timestamptz at time zone 'UTC')::date + ${DUE_DAYS}::int
          and ${personId} in (t.coachee_id, t.coach_id) and ${goesOn('t')}
          and t.organisation_id in (select organisation_id from school)
        union all
        ${sealsWaiting(personId)}
        union all
        ${suggestionsWaiting(personId)}
        union all
        ${consentWaiting(personId, at)}
        union all
        ${asksWaiting(personId)}
        union all
        select 6, -extract(epoch from goal.created_at), json_build_object(
          'kind', 'goal_without_moment', 'trajectoryId', t.id, 'goalId', goal.id, 'goalTitle', goal.title,
          'at', ${isoInstant('goal.created_at')})
        from goal join trajectory_of_mine t on t.id = goal.trajectory_id
        where goal.archived_at is null and not exists (
          select from comment c join recording r on r.id = c.recording_id
          where c.goal_ids @> array[goal.id] and ${readable(personId, at)})
      )
      select rank::float8 as rank, item, coalesce(
        (select organisation_id from recording where id = (item ->> 'recordingId')::uuid),
        (select organisation_id from trajectory where id = (item ->> 'trajectoryId')::uuid),
        (select organisation_id from class_list where id = (item ->> 'classListId')::uuid),
        (select t.organisation_id from coach_change w join trajectory t on t.id = w.trajectory_id
          where w.id = (item ->> 'changeId')::uuid),
        (select organisation_id from trajectory_request where id = (item ->> 'requestId')::uuid),
        (select t.organisation_id from talk join trajectory t on t.id = talk.trajectory_id where talk.id = (item ->> 'talkId')::uuid)
      ) as organisation_id
      from waiting order by rank, within limit ${MOST}`.execute(this.db);
    return rows.map(({ item, organisationId, rank }) => ({ rank, item: { ...item, organisationId } }));
  }
}
