import { type RawBuilder, sql } from 'kysely';

type Value<T> = T | RawBuilder<T>;

/** Membership `m` binds this person to the school of recording `r` at this instant. */
export const runningMembership = (personId: Value<string>, at: Value<Date>): RawBuilder<boolean> => sql<boolean>`(
  m.organisation_id = r.organisation_id and m.person_id = ${personId} and (m.ends_at is null or m.ends_at > ${at}))`;

/** Grant `g` shares recording `r` with this person at this instant. */
export const runningGrant = (personId: Value<string>, at: Value<Date>): RawBuilder<boolean> => sql<boolean>`(
  g.recording_id = r.id and g.grantee_id = ${personId} and g.withdrawn_at is null and g.until > ${at})`;

/**
 * The rule of `rolesOf` for a whole list: recording `r` is this person's own or shared with them at this instant, and they
 * belong to its school.
 */
export const watchable = (personId: Value<string>, at: Value<Date>): RawBuilder<boolean> => sql<boolean>`(
  r.state <> 'deleting'
  and exists (select from membership m where ${runningMembership(personId, at)})
  and (r.owner_id = ${personId} or exists (select from recording_grant g where ${runningGrant(personId, at)})))`;

/** Comment `c` is its author's alone: private, or held by a seal that has not been opened. What no list, count or event tells of. */
export const kept = (): RawBuilder<boolean> => sql<boolean>`(c.private or c.sealed)`;

/** Comment `c` is not kept from this person. */
export const shown = (personId: Value<string>): RawBuilder<boolean> => sql<boolean>`(
  c.deleted_at is null and (not ${kept()} or c.author_id = ${personId}))`;

/** Comment `c` on recording `r` is there for this person to read. */
export const readable = (personId: Value<string>, at: Value<Date>): RawBuilder<boolean> => sql<boolean>`(
  ${shown(personId)} and ${watchable(personId, at)})`;
