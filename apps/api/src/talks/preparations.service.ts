import { Injectable } from '@nestjs/common';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Teller } from '@lesblik/server/notifications/teller';
import type { Preparation } from '@lesblik/shared/talks';
import { TalkAccessService } from './talk-access.service.ts';
import { TalksRepository } from './talks.repository.ts';
import { openText, wordsOf } from '@lesblik/server/talks/talk-text';
import { TextsRepository } from './texts/texts.repository.ts';

/** What each writes before a talk, apart; the other reads it only once it is released. */
@Injectable()
export class PreparationsService {
  constructor(
    private readonly access: TalkAccessService,
    private readonly talks: TalksRepository,
    private readonly texts: TextsRepository,
    private readonly notices: NoticeBus,
    private readonly teller: Teller,
  ) {}

  async list(me: string, talkId: string): Promise<{ items: Preparation[] }> {
    await this.access.assertMay(me, 'read_talks', talkId);
    const { agenda, coachee, coach } = await this.talks.get(talkId);
    const items = await Promise.all(
      [coachee, coach].map(async (person): Promise<Preparation> => {
        const { releasedAt, ...stored } = await this.texts.read({ talkId, ownerId: person.id });
        const readable = person.id === me || releasedAt !== null;
        const doc = readable ? openText(stored) : undefined;
        return {
          person,
          releasedAt: releasedAt?.toISOString() ?? null,
          texts: doc ? Object.fromEntries(agenda.map(({ key }) => [key, wordsOf(doc, key)])) : null,
        };
      }),
    );
    return { items };
  }

  async release(me: string, talkId: string, released: boolean): Promise<{ items: Preparation[] }> {
    await this.access.assertOpen(me, talkId);
    const { coachee, coach } = await this.talks.get(talkId);
    const personIds = [coachee.id, coach.id];
    await this.texts.release({ talkId, ownerId: me }, released, (tx, since) =>
      since === null
        ? this.teller.tellLess(tx, personIds)
        : this.teller.tell(tx, { kind: 'preparation_released', subjectId: talkId, of: since, byId: me, personIds }),
    );
    await this.notices.publish({ kind: 'talk_changed', talkId });
    return this.list(me, talkId);
  }
}
