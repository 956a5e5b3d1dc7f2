import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Config } from '@lesblik/server/config';
import type { Language } from '@lesblik/shared/common';
import { Problem } from '@lesblik/shared/problems';
import { CLOCK, CONFIG } from '../base/tokens.ts';
import { TalkAccessService } from '../talks/talk-access.service.ts';
import { CalendarRepository } from './calendar.repository.ts';
import { type CalendarTalk, calendarOf } from './ics.ts';

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Talks in calendars: a file for one, and a secret address for all of somebody's own. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly repository: CalendarRepository,
    private readonly access: TalkAccessService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async get(me: string): Promise<{ madeAt: string | null }> {
    return { madeAt: await this.repository.madeAt(me) };
  }

  async make(me: string): Promise<{ madeAt: string | null; address: string }> {
    const token = randomBytes(32).toString('base64url');
    await this.repository.make(me, digest(token));
    const address = new URL(`/api/calendar/${token}.ics`, this.config.http.publicUrl).href;
    return { ...(await this.get(me)), address };
  }

  end(me: string): Promise<void> {
    return this.repository.end(me);
  }

  /** @throws Problem not_found for an address that never was or was made anew, which is not told */
  async feed(token: string): Promise<string> {
    const owner = await this.repository.ownerOf(digest(token.replace(/\.ics$/, '')));
    if (owner === undefined) throw new Problem('not_found');
    return this.#calendar(await this.repository.talksOf(owner.id), owner.language);
  }

  async file(me: { id: string; language: Language }, talkId: string): Promise<string> {
    await this.access.assertMay(me.id, 'read_talks', talkId);
    const talk = await this.repository.talk(talkId);
    if (talk === undefined) throw new Problem('talk_not_planned');
    return this.#calendar([talk], me.language);
  }

  #calendar(talks: readonly CalendarTalk[], language: Language): string {
    const { publicUrl } = this.config.http;
    return calendarOf(talks, { language, publicUrl, now: new Date(this.clock.now()) });
  }
}
