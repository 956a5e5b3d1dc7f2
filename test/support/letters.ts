import { readOutbox, type KeptMail } from '@lesblik/server/mail/outbox-mailer';
import { createMailer, type Mailer } from '@lesblik/server/mail/mailer';
import { Teller } from '@lesblik/server/notifications/teller';
import { notificationRoutes } from '@lesblik/shared/notifications';
import { Letters } from '../../apps/worker/src/notifications/letters.ts';
import { LettersRepository } from '../../apps/worker/src/notifications/letters.repository.ts';
import { OverdueActions } from '../../apps/worker/src/notifications/overdue.ts';
import { Reminders } from '../../apps/worker/src/notifications/reminders.ts';
import type { Somebody, World } from './world.ts';

/** What the media worker does about mails, by its own parts, on the services of a world. */
export function mailsOf(world: World, mailer: Mailer = createMailer(world.services.config.mail)) {
  const { db, clock, config, log, jobs, notices } = world.services;
  const letters = new Letters(db, clock, config, log, mailer, jobs, new LettersRepository(db, clock));
  const teller = new Teller(notices, clock);
  const reminders = new Reminders(db, clock, teller);
  const overdue = new OverdueActions(db, clock, teller);
  return {
    letters,
    /** One round: what is due now is told and mailed. */
    async round(): Promise<void> {
      await reminders.tell();
      await overdue.tell();
      for (const personId of await letters.due()) while (await letters.sendNext(personId));
    },
    /** To somebody, the newest first. */
    async to({ email }: Somebody): Promise<KeptMail[]> {
      return (await readOutbox(config.mail.outboxDir)).filter(({ to }) => to === email);
    },
  };
}

/** At any time of day. */
export const noQuietHours = (world: World, as: Somebody) =>
  world.call(as, notificationRoutes.set, { body: { quiet: null } });
