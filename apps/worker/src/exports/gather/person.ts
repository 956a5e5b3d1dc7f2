import { settingsOf } from '@lesblik/server/notifications/settings';
import type { ExportArchive } from '@lesblik/shared/export-archive';
import { sql } from 'kysely';
import { type Asker, at } from './asker.ts';

/** What the product knows of the person, but for what lets somebody sign in. */
export async function personIn({ tx, me }: Asker): Promise<ExportArchive['person']> {
  const settings = (await settingsOf(tx, [me])).get(me);
  const { rows } = await sql<Omit<ExportArchive['person'], 'notifications'>>`
    select p.id, p.name, p.email, p.language, p.two_factor_enabled, ${at('p.created_at')} as created_at,
      coalesce((select json_agg(json_build_object('organisationId', o.id, 'school', o.name, 'role', m.role,
          'joinedAt', ${at('m.joined_at')}, 'endsAt', ${at('m.ends_at')}) order by m.joined_at)
        from membership m join organisation o on o.id = m.organisation_id where m.person_id = p.id), '[]') as memberships,
      coalesce((select json_agg(json_build_object('at', ${at('s.created_at')}, 'lastUsedAt', ${at('s.updated_at')},
          'endsAt', ${at('s.expires_at')}, 'address', s.ip_address, 'browser', s.user_agent) order by s.created_at)
        from auth_session s where s.person_id = p.id), '[]') as sign_ins
    from person p where p.id = ${me}`.execute(tx);
  if (rows[0] === undefined || settings === undefined) throw new Error('Nobody has this archive');
  return { ...rows[0], notifications: settings };
}
