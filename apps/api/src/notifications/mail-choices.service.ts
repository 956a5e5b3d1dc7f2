import { Injectable } from '@nestjs/common';
import { readToken, type Subscription } from '@lesblik/server/notifications/unsubscribe-token';
import type { Language } from '@lesblik/shared/common';
import type { NotificationKind, notificationRoutes, NotificationSettings } from '@lesblik/shared/notifications';
import { kindOf, type MailPace } from '@lesblik/shared/notifications';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import { MailChoicesRepository } from './mail-choices.repository.ts';

type Changes = Input<typeof notificationRoutes.set>['body'];

@Injectable()
export class MailChoicesService {
  constructor(private readonly repository: MailChoicesRepository) {}

  get(personId: string): Promise<NotificationSettings> {
    return this.repository.settings(personId);
  }

  async set(personId: string, { mail, ...hours }: Changes): Promise<NotificationSettings> {
    await this.repository.change(personId, mail ?? {}, hours);
    return this.get(personId);
  }

  async kindsOf(token: string): Promise<{ language: Language; kinds: { kind: NotificationKind; mail: MailPace }[] }> {
    const { personId, kinds } = await this.#proven(token);
    const { mail } = await this.get(personId);
    const language = await this.repository.language(personId);
    return { language, kinds: kinds.map((kind) => ({ kind, mail: mail[kind] })) };
  }

  async stop(token: string): Promise<void> {
    const { personId, kinds } = await this.#proven(token);
    await this.repository.change(personId, Object.fromEntries(kinds.map((kind) => [kind, 'never'])), {});
  }

  /** As for somebody who chose nothing. */
  async goOn(token: string): Promise<void> {
    const { personId, kinds } = await this.#proven(token);
    await this.repository.change(personId, Object.fromEntries(kinds.map((kind) => [kind, kindOf(kind).mail])), {});
  }

  /** The link alone says who it is: whoever is signed in does not matter. @throws Problem link_not_valid */
  async #proven(token: string): Promise<Subscription> {
    const claimed = readToken(token);
    const key = claimed && (await this.repository.key(claimed.personId));
    if (claimed === undefined || key === undefined || !claimed.isSignedWith(key)) throw new Problem('link_not_valid');
    return claimed;
  }
}
