import { Injectable } from '@nestjs/common';
import { Teller } from '@lesblik/server/notifications/teller';
import { legible } from '@lesblik/shared/common';
import { Problem } from '@lesblik/shared/problems';
import type { TalkPage } from '@lesblik/shared/talks';
import { SummariesRepository } from './summaries.repository.ts';
import { openText } from '@lesblik/server/talks/talk-text';
import { digestOf, summaryOf } from './texts/text.ts';
import { TextsRepository } from './texts/texts.repository.ts';

/** The summary at the end of a talk. When both agree with the same words, the talk is held. */
@Injectable()
export class SummariesService {
  constructor(
    private readonly repository: SummariesRepository,
    private readonly texts: TextsRepository,
    private readonly teller: Teller,
  ) {}

  async confirmations(talkId: string): Promise<TalkPage['confirmations']> {
    const given = await this.repository.confirmations(talkId);
    if (given.length === 0) return [];
    const now = digestOf(summaryOf(openText(await this.texts.read({ talkId, ownerId: null }))));
    return given.map(({ person, at, digest }) => ({ person, at, current: digest.equals(now) }));
  }

  /** Nobody writes meanwhile: what is confirmed is what stands. @throws Problem summary_empty, changed_meanwhile */
  async confirm(me: string, talkId: string, read: string): Promise<void> {
    await this.texts.locked({ talkId, ownerId: null }, async (tx, stored) => {
      if (stored.state === 'cancelled') throw new Problem('talk_closed');
      const summary = summaryOf(openText(stored));
      if (summary === '') throw new Problem('summary_empty');
      if (summary !== legible(read)) throw new Problem('changed_meanwhile');
      const digest = digestOf(summary);
      await this.repository.confirm(tx, talkId, me, digest);
      await this.repository.holdIfBothDid(tx, talkId, summary, digest);
      const personIds = await this.repository.pair(tx, talkId);
      await this.teller.tell(tx, { kind: 'summary_to_confirm', subjectId: talkId, byId: me, personIds });
    });
  }

  reopen(talkId: string): Promise<boolean> {
    return this.repository.reopen(talkId);
  }
}
