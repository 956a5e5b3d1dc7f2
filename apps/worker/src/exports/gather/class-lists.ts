import type { ExportedClassList } from '@lesblik/shared/exported-class-lists';
import { sql } from 'kysely';
import { type Asker, at, belongs } from './asker.ts';

/** Those that the asker keeps, in schools that they belong to. */
export async function classListsIn(asker: Asker): Promise<(ExportedClassList & { organisationId: string })[]> {
  const answers = sql`select json_agg(json_build_object('purpose', c.purpose, 'answer', c.answer,
      'answeredBy', c.answered_by, 'answeredOn', c.answered_on, 'textVersion', c.text_version,
      'recordedAt', ${at('c.recorded_at')}) order by c.sequence)
    from pupil_consent c where c.pupil_id = p.id`;
  const { rows } = await sql<ExportedClassList & { organisationId: string }>`
    select l.id, l.organisation_id, o.name as school, l.name, ${at('l.made_at')} as made_at,
      ${at('l.checked_at')} as checked_at, ${at('l.removed_at')} as removed_at,
      coalesce((select json_agg(json_build_object('id', p.id, 'label', p.label, 'addedAt', ${at('p.added_at')},
          'removedAt', ${at('p.removed_at')}, 'answers', coalesce((${answers}), '[]')) order by p.label, p.id)
        from pupil p where p.class_list_id = l.id), '[]') as pupils
    from class_list l join organisation o on o.id = l.organisation_id
    where l.keeper_id = ${asker.me} and ${belongs(asker, 'l')}
    order by l.made_at, l.id`.execute(asker.tx);
  return rows;
}
