import type { ExportArchive } from '@lesblik/shared/export-archive';
import { sql } from 'kysely';
import { type Asker, at, belongs, personOf } from './asker.ts';

type Of<T> = T & { organisationId: string };

/** Filed by the asker, for them as client, or about them. */
export async function requestsIn(asker: Asker) {
  const { rows } = await sql<Of<ExportArchive['requests'][number]>>`
    select q.organisation_id, q.id, o.name as school, q.title, q.reason, ${personOf('coachee')} as coachee,
      ${personOf('client')} as client, ${personOf('filer')} as filed_by, ${at('q.filed_at')} as filed_at, q.starts_on,
      q.ends_on, q.state, q.message
    from trajectory_request q join organisation o on o.id = q.organisation_id
    join person coachee on coachee.id = q.coachee_id join person client on client.id = q.client_id
    join person filer on filer.id = q.filed_by
    where ${asker.me} in (q.coachee_id, q.client_id, q.filed_by) and ${belongs(asker, 'q')}
    order by q.filed_at, q.id`.execute(asker.tx);
  return rows;
}

export async function callsIn(asker: Asker) {
  const { rows } = await sql<Of<ExportArchive['calls'][number]>>`
    select room.organisation_id, room.id as room_id, room.title,
      json_agg(json_build_object('text', w.text, 'sentAt', ${at('w.sent_at')}) order by w.sequence) as messages
    from room_message w join room on room.id = w.room_id
    where w.author_id = ${asker.me} and ${belongs(asker, 'room')}
    group by room.id order by min(w.sequence)`.execute(asker.tx);
  return rows;
}

export async function consentsIn({ tx, me }: Asker) {
  const { rows } = await sql<ExportArchive['recordingConsents'][number]>`
    select c.room_id, c.answer, c.text_version, c.keep_so_far, ${at('c.at')} as at
    from room_consent c where c.person_id = ${me} order by c.sequence`.execute(tx);
  return rows;
}
