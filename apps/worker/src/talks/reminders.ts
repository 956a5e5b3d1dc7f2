import { Inject, Injectable } from '@nestjs/common';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { bind, type BoundJob } from '@lesblik/server/jobs/job-runner';
import type { Mailer } from '@lesblik/server/mail/mailer';
import { remindOfTalk } from '@lesblik/server/talks/talk-jobs';
import { CONFIG, type Config, MAILER } from '../base/tokens.ts';
import { reminderMail } from './reminder-mail.ts';
import { type Due, RemindersRepository } from './reminders.repository.ts';

/** Mails a day and an hour before a talk, to each of the two, once. */
@Injectable()
export class Reminders {
  constructor(
    private readonly repository: RemindersRepository,
    private readonly queue: JobQueue,
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Each job is in the queue once however often it is put there. */
  async enqueueDue(): Promise<void> {
    for (const due of await this.repository.due()) await this.queue.enqueue(remindOfTalk, due);
  }

  readonly bound: BoundJob = bind(remindOfTalk, async ({ payload }) => {
    await this.send(payload);
    return {};
  });

  /** A mail that was not taken is sent again with the next try. */
  async send(due: Due): Promise<void> {
    const recipient = await this.repository.recipient(due);
    if (recipient === undefined || !(await this.repository.claim(due))) return;
    const { email: to, language, startsAt, timeZone } = recipient;
    const link = new URL(`/gesprek/${due.talkId}`, this.config.http.publicUrl).href;
    try {
      await this.mailer.send(reminderMail({ to, language, startsAt, timeZone, link }));
    } catch (error) {
      await this.repository.giveBack(due);
      throw error;
    }
  }
}
