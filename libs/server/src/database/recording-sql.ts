import { type RawBuilder, sql } from 'kysely';

/** Recording `r` is there for somebody: what a call is being recorded into is not, until the call's recording ended. */
export const isThere = (): RawBuilder<boolean> => sql<boolean>`not (r.origin = 'review_call' and r.state = 'created')`;

/** Table `recording`'s row counts against its school's quota: an upload that ended unfinished left nothing behind. */
export const takesRoom = (): RawBuilder<boolean> => sql<boolean>`not (
  recording.origin = 'upload' and recording.state in ('failed', 'cancelled') and recording.uploaded_at is null)`;
