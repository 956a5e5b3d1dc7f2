import { Inject, Injectable } from '@nestjs/common';
import type { Language } from '@lesblik/shared/common';
import { AUTH } from './auth.token.ts';
import type { Auth } from './auth.ts';

export interface NewPerson {
  name: string;
  email: string;
  password: string;
  language: Language;
}

/** Accounts, for invitations, the one-time link and the demo. */
@Injectable()
export class PeopleService {
  constructor(@Inject(AUTH) private readonly auth: Auth) {}

  async create({ name, email, password, language }: NewPerson): Promise<string> {
    const { internalAdapter, password: passwords } = await this.auth.$context;
    // Only who holds the mailed link or the server's console gets here, so the address is theirs.
    const { id } = await internalAdapter.createUser(
      { name, email, emailVerified: true, language },
      { method: 'admin' },
    );
    await internalAdapter.linkAccount({
      userId: id,
      providerId: 'credential',
      accountId: id,
      password: await passwords.hash(password),
    });
    return id;
  }

  /** @returns the person's id, or undefined when address or password is wrong */
  async verify(email: string, password: string): Promise<string | undefined> {
    const { internalAdapter, password: passwords } = await this.auth.$context;
    const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
    const hash = found?.accounts.find((account) => account.providerId === 'credential')?.password;
    if (found === null || hash === undefined || hash === null) {
      await passwords.hash(password);
      return undefined;
    }
    return (await passwords.verify({ hash, password })) ? found.user.id : undefined;
  }

  /** Gives somebody another password and ends what they are signed in with. @returns false when nobody has this address */
  async replacePassword(email: string, password: string): Promise<boolean> {
    const { internalAdapter, password: passwords } = await this.auth.$context;
    const found = await internalAdapter.findUserByEmail(email);
    if (found === null) return false;
    await internalAdapter.updatePassword(found.user.id, await passwords.hash(password));
    await internalAdapter.deleteUserSessions(found.user.id);
    return true;
  }
}
