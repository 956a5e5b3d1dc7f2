import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../apps/api/src/app.ts';
import { openServices, type Services } from '../../apps/api/src/base/services.ts';
import type { Auth } from '../../apps/api/src/identity/auth.ts';
import { AUTH } from '../../apps/api/src/identity/auth.token.ts';
import { IdentityService } from '../../apps/api/src/identity/identity.service.ts';
import { SessionsService } from '../../apps/api/src/identity/sessions.service.ts';
import { type Clock, systemClock } from '../../libs/server/src/clock.ts';
import { readConfig } from '../../libs/server/src/config.ts';
import type { MembershipRole } from '../../libs/shared/src/identity.ts';
import type { Call, Result, Route } from '../../libs/shared/src/route.ts';
import { testDatabase } from './database.ts';

export const PASSWORD = 'een lang wachtwoord';

/** A password is hashed and verified in a tenth of a second each, so that guessing takes long; here it is hashed once. */
let passwordHash: Promise<string> | undefined;

/** Somebody with an account, signed in. */
export interface Somebody {
  id: string;
  name: string;
  email: string;
  cookie: string;
}

export interface Reply<T> {
  status: number;
  headers: Headers;
  /** The answer, or the problem's body. */
  body: (T extends undefined ? unknown : T) & { code?: string; details?: Record<string, unknown> };
}

/** The whole API in this process, on a database and folder of its own. */
export class World {
  readonly url: string;
  readonly services: Services;
  readonly folder: string;
  readonly app: Awaited<ReturnType<typeof createApp>>;
  #count = 0;
  readonly #end: () => Promise<void>;

  private constructor(
    url: string,
    services: Services,
    folder: string,
    app: Awaited<ReturnType<typeof createApp>>,
    end: () => Promise<void>,
  ) {
    this.url = url;
    this.services = services;
    this.folder = folder;
    this.app = app;
    this.#end = end;
  }

  static async open(env: Record<string, string> = {}, clock: Clock = systemClock): Promise<World> {
    const database = await testDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'lesblik-world-'));
    const config = readConfig({
      LESBLIK_MODE: 'test',
      LOG_LEVEL: 'silent',
      PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      MEDIASOUP_PORT: '0',
      ...(process.env['MEDIASOUP_WORKER_BIN'] !== undefined && {
        MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'],
      }),
      ...env,
    });
    const services = await openServices(config, clock);
    const app = await createApp(services);
    await app.listen(0, '127.0.0.1');
    return new World(await app.getUrl(), services, folder, app, async () => {
      await app.close();
      await services.shutdown.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    });
  }

  close(): Promise<void> {
    return this.#end();
  }

  /** A school with one administrator. */
  async school(name = 'De Regenboog'): Promise<{ id: string; administrator: Somebody }> {
    const administrator = await this.person('Beheerder');
    return { id: await this.app.get(IdentityService, { strict: false }).found(name, administrator.id), administrator };
  }

  /** Somebody with an account and a session, of no school yet. */
  async person(name: string): Promise<Somebody> {
    this.#count += 1;
    const email = `${name.toLowerCase().replace(/[^a-z]/g, '')}${this.#count}@example.org`;
    const { internalAdapter, password } = await this.app.get<Auth>(AUTH, { strict: false }).$context;
    passwordHash ??= password.hash(PASSWORD);
    const { id } = await internalAdapter.createUser(
      { name, email, emailVerified: true, language: 'nl' },
      { method: 'admin' },
    );
    const account = { userId: id, providerId: 'credential', accountId: id };
    await internalAdapter.linkAccount({ ...account, password: await passwordHash });
    const session = await internalAdapter.createSession(id);
    const cookie = await this.services.db
      .transaction()
      .execute((tx) => this.app.get(SessionsService, { strict: false }).renew(tx, session.id));
    return { id, name, email, cookie: `${cookie.name}=${encodeURIComponent(cookie.value)}` };
  }

  async member(
    organisationId: string,
    name: string,
    role: MembershipRole = 'member',
    endsAt: Date | null = null,
  ): Promise<Somebody> {
    const somebody = await this.person(name);
    await this.services.db
      .insertInto('membership')
      .values({ organisationId, personId: somebody.id, role, endsAt })
      .execute();
    return somebody;
  }

  async signIn(email: string, password = PASSWORD): Promise<string> {
    const response = await fetch(`${this.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (!response.ok) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  /** Calls a route of the contract as somebody, or as nobody. @param url of another process on the same database */
  async call<R extends Route>(
    as: Somebody | undefined,
    route: R,
    input: Call<R>,
    url = this.url,
  ): Promise<Reply<Result<R>>> {
    const {
      params = {},
      query = {},
      body,
    } = input as {
      params?: Record<string, unknown>;
      query?: Record<string, unknown>;
      body?: unknown;
    };
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
    const search = new URLSearchParams(
      Object.entries(query)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, String(value)]),
    );
    const response = await fetch(`${url}/api${path}${search.size > 0 ? `?${search}` : ''}`, {
      method: route.method,
      redirect: 'manual',
      headers: {
        ...(as && { cookie: as.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const type = response.headers.get('content-type') ?? '';
    const answer: unknown = type.includes('json') ? await response.json() : {};
    if (!type.includes('json')) await response.body?.cancel();
    return { status: response.status, headers: response.headers, body: answer as Reply<Result<R>>['body'] };
  }
}
