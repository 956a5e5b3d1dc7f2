import { type RawBuilder, sql } from 'kysely';

type Value<T> = T | RawBuilder<T>;

/** Membership `m` binds this person to the school of recording `r` at this instant. */
export const runningMembership = (personId: Value<string>, at: Value<Date>): RawBuilder<boolean> => sql<boolean>`(
  m.organisation_id = r.organisation_id and m.person_id = ${personId} and (m.ends_at is null or m.ends_at > ${at}))`;

/** What grant `g` shows of recording `r`, within what its owner lets anybody see (the trim); both null: all of it. */
export const shownFrom = (): RawBuilder<number | null> => sql<number | null>`greatest(g.start_ms, r.trim_start_ms)`;
export const shownTo = (): RawBuilder<number | null> => sql<number | null>`least(g.end_ms, r.trim_end_ms)`;

/** A hiding `h` of recording `r` that others are shown. */
const used = sql`h.recording_id = r.id and h.used_at is not null and h.dropped_at is null`;

/** What grant `g` hides of recording `r`; null: nothing, or nothing hidden is in use, and then it shows nothing either. */
export const shownHiding = (): RawBuilder<string | null> => sql<string | null>`(
  case g.rendition when 'hidden' then (select h.id from recording_hiding h where ${used}) end)`;

/** Recording `r` has something hidden that can be shown. */
export const hasHidden = (): RawBuilder<boolean> => sql<boolean>`exists (select from recording_hiding h where ${used})`;

/** Cut `k` is that of what grant `g` shows of recording `r`, where that is a part. */
export const cutShown = (): RawBuilder<boolean> => sql<boolean>`(
  k.recording_id = r.id and k.start_ms = ${shownFrom()} and k.end_ms = ${shownTo()}
  and k.hiding_id is not distinct from ${shownHiding()})`;

/** The owner of recording `r` belongs to its school: nobody else could withdraw a grant, so that none runs without them. */
const ownerStays = (at: Value<Date>): RawBuilder<boolean> => sql<boolean>`exists (
  select from membership m where ${runningMembership(sql.ref('r.owner_id'), at)})`;

/** Grant `g` shares some of recording `r` with this person at this instant. */
export const runningGrant = (personId: Value<string>, at: Value<Date>): RawBuilder<boolean> => sql<boolean>`(
  g.recording_id = r.id and g.grantee_id = ${personId} and g.withdrawn_at is null and g.until > ${at}
  and ${ownerStays(at)} and coalesce(${shownFrom()} < ${shownTo()}, true) and (g.rendition = 'plain' or ${hasHidden()}))`;

interface MomentColumns {
  start: string;
  end: string;
}

/** Of comment `c`. */
const ofComment: MomentColumns = { start: 'c.start_ms', end: 'c.end_ms' };

/** The moment in these columns lies wholly in what grant `g` shows of recording `r`. The rule of `isShown`. */
export const momentShown = ({ start, end } = ofComment): RawBuilder<boolean> => sql<boolean>`coalesce(
  ${sql.ref(start)} >= ${shownFrom()} and ${sql.ref(start)} < ${shownTo()}
  and coalesce(${sql.ref(end)}, ${sql.ref(start)}) <= ${shownTo()}, true)`;

/**
 * The rule of `rolesOf` for a whole list: recording `r` is this person's own or shared with them at this instant, and they
 * belong to its school. `moment`: this moment of it, which a grant may not show.
 */
export const watchable = (
  personId: Value<string>,
  at: Value<Date>,
  moment?: MomentColumns,
): RawBuilder<boolean> => sql<boolean>`(
  r.state <> 'deleting'
  and exists (select from membership m where ${runningMembership(personId, at)})
  and (r.owner_id = ${personId} or exists (select from recording_grant g where ${runningGrant(personId, at)}
    and ${moment === undefined ? sql`true` : momentShown(moment)})))`;

/** Comment `c` is its author's alone: private, or held by a seal that has not been opened. What no list, count or event tells of. */
export const kept = (): RawBuilder<boolean> => sql<boolean>`(c.private or c.sealed)`;

/** Comment `c` is not kept from this person. */
export const shown = (personId: Value<string>): RawBuilder<boolean> => sql<boolean>`(
  c.deleted_at is null and (not ${kept()} or c.author_id = ${personId}))`;

/** Comment `c` on recording `r` is there for this person to read. */
export const readable = (personId: Value<string>, at: Value<Date>): RawBuilder<boolean> => sql<boolean>`(
  ${shown(personId)} and ${watchable(personId, at, ofComment)})`;
