import { Injectable } from '@nestjs/common';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { SUMMARY } from '@lesblik/shared/agendas';
import { Problem } from '@lesblik/shared/problems';
import type { Answer, Payload } from '@lesblik/shared/sockets';
import type { TalkText } from '@lesblik/shared/talk-events';
import { TalkAccessService } from '../talk-access.service.ts';
import { openText } from '@lesblik/server/talks/talk-text';
import { digestOf, lacking, summaryOf, takeIn, whole } from './text.ts';
import { type TextPlace, TextsRepository } from './texts.repository.ts';

const placeOf = (me: string, talkId: string, text: TalkText): TextPlace => ({
  talkId,
  ownerId: text === 'shared' ? null : me,
});

/** What two people write in a talk at once, and what each prepares. The tables hold it; no process keeps any of it. */
@Injectable()
export class TextsService {
  constructor(
    private readonly access: TalkAccessService,
    private readonly repository: TextsRepository,
    private readonly notices: NoticeBus,
  ) {}

  /** What the page lacks of both its texts. */
  async lacking(
    me: string,
    { talkId, shared, mine }: Payload<'talk:join'>,
  ): Promise<Pick<Answer<'talk:join'>, 'shared' | 'mine'>> {
    await this.access.assertMay(me, 'read_talks', talkId);
    const of = async (text: TalkText, state: Uint8Array) =>
      lacking(openText(await this.repository.read(placeOf(me, talkId, text))), state);
    const [sharedUpdate, mineUpdate] = await Promise.all([of('shared', shared), of('mine', mine)]);
    return { shared: sharedUpdate, mine: mineUpdate };
  }

  /** Stored when this resolves; told to the others when it is committed. */
  async write(me: string, { talkId, text, update }: Payload<'talk:update'>): Promise<void> {
    await this.access.assertOpen(me, talkId);
    const place = placeOf(me, talkId, text);
    await this.repository.locked(place, async (tx, stored) => {
      if (stored.state === 'held' || stored.state === 'cancelled') throw new Problem('talk_closed');
      const doc = openText(stored);
      const agreed = (): boolean => {
        const now = stored.confirmed.length > 0 && digestOf(summaryOf(doc));
        return now !== false && stored.confirmed.some((digest) => digest.equals(now));
      };
      const before = agreed();
      const fields = stored.agenda.map(({ key }) => key);
      takeIn(doc, update, new Set(text === 'shared' ? [...fields, SUMMARY] : fields));
      const sequence = await this.repository.append(tx, stored, update);
      await this.repository.merge(tx, stored, sequence, () => whole(doc));
      const notice = { kind: 'talk_written', ...place, documentId: stored.documentId, sequence } as const;
      await this.notices.publishIn(tx, notice);
      // Somebody's yes to the summary stands no longer, or again: their pages say so.
      if (text === 'shared' && agreed() !== before) await this.notices.publishIn(tx, { kind: 'talk_changed', talkId });
    });
  }

  /** For the rooms: they tell it to whom it concerns. */
  since(documentId: string, after: number): Promise<{ updates: Uint8Array[]; sequence: number }> {
    return this.repository.since(documentId, after);
  }
}
