import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@lesblik/server/config';
import type { Database } from '@lesblik/server/database/database';
import type { identityRoutes, Me } from '@lesblik/shared/identity';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import { CONFIG, DATABASE } from '../base/tokens.ts';
import type { Auth } from './auth.ts';
import { AUTH } from './auth.token.ts';
import { PeopleService } from './people.service.ts';
import { SessionsService } from './sessions.service.ts';

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
export const newToken = (): string => randomBytes(32).toString('base64url');

@Injectable()
export class IdentityService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(AUTH) private readonly auth: Auth,
    private readonly people: PeopleService,
    private readonly sessions: SessionsService,
  ) {}

  async me(personId: string): Promise<Me> {
    const person = await this.db
      .selectFrom('person')
      .select(['id', 'name', 'email', 'language', 'twoFactorEnabled'])
      .where('id', '=', personId)
      .executeTakeFirstOrThrow();
    const memberships = await this.db
      .selectFrom('membership')
      .innerJoin('organisation', 'organisation.id', 'membership.organisationId')
      .select([
        'organisation.id as organisationId',
        'organisation.name as organisationName',
        'role',
        'endsAt',
        'keepDays',
        'keepMonths',
      ])
      .where('personId', '=', personId)
      .where((eb) => eb.or([eb('endsAt', 'is', null), eb('endsAt', '>', new Date())]))
      .orderBy('organisation.name')
      .execute();
    return {
      ...person,
      language: person.language as Me['language'],
      limits: { filmBytes: this.config.limits.filmBytes },
      memberships: memberships.map((one) => ({
        ...one,
        role: one.role as Me['memberships'][number]['role'],
        endsAt: one.endsAt?.toISOString() ?? null,
      })),
    };
  }

  async update(personId: string, changes: Input<typeof identityRoutes.updateMe>['body']): Promise<Me> {
    await this.db
      .updateTable('person')
      .set({ ...changes, updatedAt: new Date() })
      .where('id', '=', personId)
      .execute();
    await this.sessions.changed();
    return this.me(personId);
  }

  /** @returns the link of the first administrator, made anew; undefined once a school exists */
  async setupLink(): Promise<string | undefined> {
    const token = newToken();
    const made = await this.db.transaction().execute(async (tx) => {
      if (await tx.selectFrom('organisation').select('id').limit(1).executeTakeFirst()) return false;
      await tx.deleteFrom('setupLink').execute();
      await tx
        .insertInto('setupLink')
        .values({ tokenHash: hashToken(token) })
        .execute();
      return true;
    });
    return made ? `${this.config.http.publicUrl}/inrichten/${token}` : undefined;
  }

  /** Says nothing of whose it is: who has the link got it by mail. */
  async assertResetLink(token: string): Promise<void> {
    // It is looked up as it is, and PostgreSQL takes no NUL in a text.
    if (token.includes('\0')) throw new Problem('link_not_valid');
    const { internalAdapter } = await this.auth.$context;
    // As better-auth names it when it mails the link, and looks it up when the new password comes.
    const link = await internalAdapter.findVerificationValue(`reset-password:${token}`);
    if (!link || link.expiresAt <= new Date()) throw new Problem('link_not_valid');
  }

  async assertSetupLink(token: string): Promise<void> {
    const link = await this.db
      .selectFrom('setupLink')
      .select('createdAt')
      .where('tokenHash', '=', hashToken(token))
      .where('usedAt', 'is', null)
      .executeTakeFirst();
    if (link === undefined) throw new Problem('link_not_valid');
  }

  /** Makes the school with its first administrator; the link works once. */
  async setup(token: string, given: Input<typeof identityRoutes.setup>['body']): Promise<void> {
    const used = await this.db
      .updateTable('setupLink')
      .set({ usedAt: new Date() })
      .where('tokenHash', '=', hashToken(token))
      .where('usedAt', 'is', null)
      .executeTakeFirst();
    if (used.numUpdatedRows === 0n) throw new Problem('link_not_valid');
    try {
      const personId = await this.people.create(given);
      await this.found(given.organisationName, personId);
    } catch (error) {
      await this.db.updateTable('setupLink').set({ usedAt: null }).where('tokenHash', '=', hashToken(token)).execute();
      throw error;
    }
  }

  /** A new school with one administrator. */
  async found(name: string, administratorId: string): Promise<string> {
    return this.db.transaction().execute(async (tx) => {
      const { id } = await tx
        .insertInto('organisation')
        .values({ name, quotaBytes: this.config.limits.schoolQuotaBytes })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('membership')
        .values({ organisationId: id, personId: administratorId, role: 'administrator' })
        .execute();
      return id;
    });
  }
}
