import { Inject, Injectable } from '@nestjs/common';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { bind, type BoundJob } from '@lesblik/server/jobs/job-runner';
import type { Mailer } from '@lesblik/server/mail/mailer';
import { tellOfTalks } from '@lesblik/server/talks/talk-jobs';
import { CONFIG, type Config, MAILER } from '../base/tokens.ts';
import { newsMail } from './news-mail.ts';
import { NewsRepository } from './news.repository.ts';

/** Mails of times to pick from and of cancellations: what gathered since the last round, in one mail to each. */
@Injectable()
export class TalkNewsMails {
  constructor(
    private readonly repository: NewsRepository,
    private readonly queue: JobQueue,
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async enqueueDue(): Promise<void> {
    for (const personId of await this.repository.due()) await this.queue.enqueue(tellOfTalks, { personId });
  }

  readonly bound: BoundJob = bind(tellOfTalks, async ({ payload }) => {
    await this.send(payload.personId);
    return {};
  });

  /** A mail that was not taken is sent again with the next try. */
  async send(personId: string): Promise<void> {
    const recipient = await this.repository.recipient(personId);
    if (recipient === undefined) return;
    const news = await this.repository.claim(personId);
    if (news.length === 0) return;
    const linked = news.map((one) => ({
      ...one,
      link: new URL(`/gesprek/${one.talkId}`, this.config.http.publicUrl).href,
    }));
    try {
      await this.mailer.send(newsMail(recipient.email, recipient.language, linked));
    } catch (error) {
      await this.repository.giveBack(news);
      throw error;
    }
  }
}
