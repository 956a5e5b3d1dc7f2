import { openText, wordsOf } from '@lesblik/server/talks/talk-text';
import { type AgendaSection, SUMMARY } from '@lesblik/shared/agendas';
import type { ExportedTalk } from '@lesblik/shared/exported-trajectories';
import { sql } from 'kysely';
import { type Asker, at, personOf } from './asker.ts';
import { lessonAt } from './progress.ts';

type TalkRow = Omit<ExportedTalk, 'texts' | 'preparation' | 'preparationReleasedAt' | 'moments'> & {
  trajectoryId: string;
  agenda: AgendaSection[];
};
type MomentRow = ExportedTalk['moments'][number] & { talkId: string };
interface DocumentRow {
  talkId: string;
  ownerId: string | null;
  releasedAt: string | null;
  snapshot: Buffer | null;
  updates: Buffer[];
}
type Words = NonNullable<ExportedTalk['texts']>;

/** Of what each of the two prepared only the asker's own; what both wrote or pinned, only where `shared`. */
export async function talksIn(
  asker: Asker,
  ids: readonly string[],
  { shared }: { shared: boolean },
): Promise<(ExportedTalk & { trajectoryId: string })[]> {
  const { tx, me } = asker;
  const { rows: talks } = await sql<TalkRow>`
    select t.trajectory_id, t.id, t.kind, t.title, t.state, ${at('t.starts_at')} as starts_at, t.time_zone, t.duration_minutes,
      t.place, ${at('t.held_at')} as held_at, case when t.state = 'held' then t.summary end as summary, t.agenda,
      coalesce((select json_agg(json_build_object('person', ${personOf('p')}, 'at', ${at('c.confirmed_at')})
          order by c.confirmed_at) from talk_confirmation c join person p on p.id = c.person_id
        where c.talk_id = t.id and t.state = 'held'), '[]') as confirmations
    from talk t where t.trajectory_id = any(${ids}::uuid[])
    order by coalesce(t.starts_at, t.created_at), t.id`.execute(tx);
  const talkIds = talks.map(({ id }) => id);
  const { rows: moments } = await sql<MomentRow>`
    select k.talk_id, l.place->>'recordingId' as recording_id, l.place->'moment' as moment, ${personOf('p')} as pinned_by,
      ${at('k.pinned_at')} as pinned_at
    from talk_moment k join person p on p.id = k.pinned_by left join recording r on r.id = k.recording_id
    cross join lateral (select ${lessonAt(asker, 'k.start_ms', 'k.end_ms')} as place) l
    where k.talk_id = any(${talkIds}::uuid[]) and (${shared} or k.pinned_by = ${me}) order by k.pinned_at, k.id`.execute(
    tx,
  );
  const { rows: documents } = await sql<DocumentRow>`
    select d.talk_id, d.owner_id, ${at('d.released_at')} as released_at, d.snapshot,
      array(select u.bytes from talk_update u where u.document_id = d.id and u.sequence > d.snapshot_sequence
        order by u.sequence) as updates
    from talk_document d where d.talk_id = any(${talkIds}::uuid[])
      and (d.owner_id = ${me} or (d.owner_id is null and ${shared}))`.execute(tx);

  return talks.map(({ agenda, ...talk }) => {
    const document = (owner: string | null) =>
      documents.find(({ talkId, ownerId }) => talkId === talk.id && ownerId === owner);
    const own = document(me);
    return {
      ...talk,
      texts: shared ? wordsIn(document(null), agenda, [SUMMARY]) : null,
      preparation: wordsIn(own, agenda),
      preparationReleasedAt: own?.releasedAt ?? null,
      moments: moments.filter(({ talkId }) => talkId === talk.id),
    };
  });
}

/** What is written in each part; empty parts are left out. */
function wordsIn(
  document: DocumentRow | undefined,
  agenda: readonly AgendaSection[],
  more: readonly string[] = [],
): Words {
  if (document === undefined) return [];
  const doc = openText(document);
  const parts = [...agenda, ...more.map((key) => ({ key, title: null }))];
  return parts
    .map(({ key, title }) => ({ section: key, title, text: wordsOf(doc, key) }))
    .filter(({ text }) => text !== '');
}
