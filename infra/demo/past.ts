import { CHAIN_LOCK } from '@lesblik/server/audit/chain-lock';
import pg from 'pg';

const DAY_MS = 86_400_000;

/** What the API writes when somebody acts. What the media worker writes stays as it is: that happens today. */
const written = [
  ...['action.created_at', 'audit_entry.at', 'comment.created_at', 'comment.done_at'],
  ...['notification.made_at', 'notification.of_instant'],
  ...['goal.created_at', 'goal.updated_at', 'goal_proposal.proposed_at', 'goal_rating.rated_at'],
  ...[
    'recording.created_at',
    'recording.uploaded_at',
    'recording_grant.granted_at',
    'recording_grant.opened_at',
    'talk.created_at',
    'talk.held_at',
    'talk_confirmation.confirmed_at',
  ],
  ...['report_field.changed_at', 'report_suggestion.suggested_at', 'report_version.signed_at'],
  ...['seal.sealed_at', 'seal.owner_released_at', 'seal.coach_released_at', 'seal.opened_at'],
  ...['trajectory.created_at', 'trajectory_contact.written_at', 'trajectory_event.at'],
  ...['trajectory_request.filed_at', 'trajectory_request.ended_at', 'trajectory_request_coach.asked_at'],
  ...['working_agreement.created_at', 'working_agreement_version.proposed_at'],
  'working_agreement_acceptance.accepted_at',
].map((column) => column.split('.') as [table: string, column: string]);

/** What was told longer ago was read and mailed then. */
const NEWS_MS = 4 * DAY_MS;
const readThen = `update notification set read_at = made_at, mail = 'sent', mailed_at = made_at
  where made_at between $3::timestamptz - ($2::timestamptz - $1::timestamptz) and $3`;

/** So many days ago at this hour, UTC. */
export function then(daysAgo: number, hour: number, minute = 0): Date {
  const at = new Date(Date.now() - daysAgo * DAY_MS);
  at.setUTCHours(hour, minute, 0, 0);
  return at;
}

/** The same on a day that schools are open: Friday instead of the weekend after it. */
export function schoolDay(...when: Parameters<typeof then>): Date {
  const at = then(...when);
  const days = [2, 0, 0, 0, 0, 0, 1][at.getUTCDay()] ?? 0;
  return new Date(at.getTime() - days * DAY_MS);
}

/**
 * A demo is filled in within a minute, and its people did that over months: what an act wrote is moved to when it would
 * have happened. Past the triggers, which let nobody do that in the product.
 */
export class Past {
  readonly #db: pg.Client;

  private constructor(db: pg.Client) {
    this.#db = db;
  }

  static async open(databaseUrl: string): Promise<Past> {
    const db = new pg.Client({ connectionString: databaseUrl });
    await db.connect();
    // Until this connection ends no entry of the access log gets its place in the chain: after that its time is fixed.
    await db.query('select pg_advisory_lock($1)', [CHAIN_LOCK]);
    return new Past(db);
  }

  close(): Promise<void> {
    return this.#db.end();
  }

  /** A talk can be planned only for a time to come. */
  async moveTalk(talkId: string, at: Date): Promise<void> {
    await this.#db.query('update talk set starts_at = $2 where id = $1', [talkId, at]);
  }

  /** Nothing else may be acting meanwhile. */
  async at<T>(when: Date, act: () => Promise<T>): Promise<T> {
    const from = new Date(Date.now() - 1);
    const value = await act();
    const to = new Date(Date.now() + 1);
    await this.#db.query('begin; set local session_replication_role = replica');
    for (const [table, column] of written) {
      await this.#db.query(
        `update "${table}" set ${column} = ${column} - ($2::timestamptz - $3::timestamptz) where ${column} between $1 and $2`,
        [from, to, when],
      );
    }
    if (Date.now() - when.getTime() > NEWS_MS) await this.#db.query(readThen, [from, to, when]);
    await this.#db.query('commit');
    return value;
  }
}
