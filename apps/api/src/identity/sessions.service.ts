import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { fromNodeHeaders } from 'better-auth/node';
import type { CookieOptions } from 'express';
import type { Transaction } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Language } from '@lesblik/shared/common';
import { Problem } from '@lesblik/shared/problems';
import type { Person } from '../http/me.ts';
import { AUTH } from './auth.token.ts';
import type { Auth } from './auth.ts';

const REMEMBERED_MS = 10_000;
const MOST_REMEMBERED = 5_000;
const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?lesblik\.session_token=/;
const BEGUN = /^(?:__Secure-)?lesblik\.session_token=([^;]+)/;

export interface SessionCookie {
  name: string;
  value: string;
  options: CookieOptions;
}

interface Remembered {
  person: Person;
  until: number;
}

/**
 * Who a session cookie belongs to. An answer is remembered for ten seconds, so that a film's segments do not each ask
 * the database; a sign-out, a reset or an ended session empties the memory of every API process at once.
 */
@Injectable()
export class SessionsService {
  readonly #remembered = new Map<string, Remembered>();
  #generation = 0;

  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DATABASE) private readonly db: Database,
    private readonly notices: NoticeBus,
  ) {
    notices.subscribe((notice) => {
      if (notice.kind === 'sessions_changed') this.#forget();
    });
    notices.onReconnected(() => this.#forget());
  }

  /** @param onCookie gets the renewed cookie of a session that lives on */
  async find(headers: IncomingHttpHeaders, onCookie?: (cookie: string) => void): Promise<Person | undefined> {
    // All cookies count: whoever may set one of them for a neighbouring host must not choose the name an answer is kept under.
    const { cookie = '' } = headers;
    if (!SESSION_COOKIE.test(cookie)) return undefined;
    const key = createHash('sha256').update(cookie).digest('base64');
    const known = this.notices.hears ? this.#remembered.get(key) : undefined;
    if (known !== undefined && known.until > this.clock.now()) return known.person;
    const generation = this.#generation;
    // Whatever hinders it (as a rule a database that does not answer) is told as a failure without its cause.
    const answer = await this.auth.api
      .getSession({ headers: fromNodeHeaders(headers), returnHeaders: true })
      .catch((cause: unknown) => {
        throw new Problem('unavailable', undefined, { cause });
      });
    for (const renewed of answer.headers.getSetCookie()) onCookie?.(renewed);
    if (answer.response === null) {
      this.#remembered.delete(key);
      return undefined;
    }
    const { user, session } = answer.response;
    const person: Person = {
      id: user.id,
      name: user.name,
      email: user.email,
      language: Language.catch('nl').parse(user.language),
      sessionId: session.id,
    };
    // A sign-out while the database was asked: this answer may be older than it.
    if (generation !== this.#generation) return person;
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(key, { person, until: this.clock.now() + REMEMBERED_MS });
    return person;
  }

  /** Another number than before: some sign-in ended since. */
  get generation(): number {
    return this.#generation;
  }

  /** Which of these sign-ins have not ended. */
  async running(sessionIds: readonly string[]): Promise<Set<string>> {
    if (sessionIds.length === 0) return new Set();
    const rows = await this.db
      .selectFrom('authSession')
      .select('id')
      .where('id', 'in', sessionIds)
      .where('expiresAt', '>', new Date(this.clock.now()))
      .execute();
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Ends every sign-in of a person but the one that these cookies begin. None begun: nothing changed, all go on.
   * @param cookies as `Set-Cookie` says them
   */
  async endOthers(person: Person, cookies: readonly string[]): Promise<void> {
    const begun = cookies.map((cookie) => BEGUN.exec(cookie)?.[1]).find((value) => value !== undefined);
    const token = decodeURIComponent(begun ?? '').split('.')[0];
    if (token === undefined || token === '') return;
    await this.db.deleteFrom('authSession').where('personId', '=', person.id).where('token', '!=', token).execute();
  }

  /**
   * Gives a session that goes on another name: nobody goes on in it who copied its cookie.
   * @returns the cookie that carries it
   */
  async renew(tx: Transaction<DB>, sessionId: string): Promise<SessionCookie> {
    const { authCookies, secret, sessionConfig } = await this.auth.$context;
    const token = randomBytes(32).toString('base64url');
    await tx.updateTable('authSession').set({ token }).where('id', '=', sessionId).execute();
    // Signed as better-auth reads it.
    const seal = createHmac('sha256', secret).update(token).digest('base64');
    const { httpOnly, secure, path } = authCookies.sessionToken.attributes;
    const kept = { httpOnly, secure, path, sameSite: 'lax', maxAge: sessionConfig.expiresIn * 1000 } as const;
    return { name: authCookies.sessionToken.name, value: `${token}.${seal}`, options: kept };
  }

  /** Ends every sign-in of a person: what they may do changed, and what they do next they do as who they are now. */
  async endAll(personId: string): Promise<void> {
    await this.db.deleteFrom('authSession').where('personId', '=', personId).execute();
    await this.changed();
  }

  /** Some session ended or a person changed: nobody is taken on memory any more. */
  async changed(): Promise<void> {
    this.#forget();
    await this.notices.publish({ kind: 'sessions_changed' });
  }

  #forget(): void {
    this.#generation += 1;
    this.#remembered.clear();
  }
}
