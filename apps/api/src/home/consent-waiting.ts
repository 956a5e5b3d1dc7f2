import { isoInstant } from '@lesblik/server/database/expressions';
import { stillClosed } from '@lesblik/server/database/pupil-consent';
import { schoolYearStart } from '@lesblik/shared/school-year';
import { type RawBuilder, sql } from 'kysely';

/** A part of the statement of what waits; it leans on its `school`. Closed lessons, and class lists to go over. */
export const consentWaiting = (personId: string, at: Date): RawBuilder<unknown> => sql`
  select 1.5, -extract(epoch from max(k.closed_at)), json_build_object(
    'kind', 'consent_withdrawn', 'recordingId', r.id, 'recordingTitle', r.title, 'count', count(distinct k.pupil_id),
    'at', to_char(max(k.closed_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from consent_closure k join recording r on r.id = k.recording_id
  where r.owner_id = ${personId} and r.organisation_id in (select organisation_id from school) and ${stillClosed()}
  group by r.id
  union all
  select 5.5, extract(epoch from l.checked_at), json_build_object(
    'kind', 'class_list_to_check', 'classListId', l.id, 'name', l.name, 'at', ${isoInstant('l.checked_at')})
  from class_list l
  where l.keeper_id = ${personId} and l.removed_at is null
    and l.checked_at < greatest(${schoolYearStart(at)}::timestamptz, l.restored_at)
    and l.organisation_id in (select organisation_id from school)`;
