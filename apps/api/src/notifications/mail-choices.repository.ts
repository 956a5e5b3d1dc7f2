import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { settingsOf } from '@lesblik/server/notifications/settings';
import { Language } from '@lesblik/shared/common';
import type { MailPace, NotificationSettings } from '@lesblik/shared/notifications';
import { Problem } from '@lesblik/shared/problems';
import { DATABASE } from '../base/tokens.ts';

type Hours = Omit<NotificationSettings, 'mail'>;
type SomeHours = { [K in keyof Hours]?: Hours[K] | undefined };

@Injectable()
export class MailChoicesRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async settings(personId: string, db: Database = this.db): Promise<NotificationSettings> {
    const settings = (await settingsOf(db, [personId])).get(personId);
    if (settings === undefined) throw new Problem('not_found');
    return settings;
  }

  /** Of two changes at once, to different things, both stand. */
  async change(
    personId: string,
    mail: Readonly<Record<string, MailPace | undefined>>,
    hours: SomeHours,
  ): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      for (const [kind, pace] of Object.entries(mail)) {
        if (pace === undefined) continue;
        await tx
          .insertInto('notificationChoice')
          .values({ personId, kind, mail: pace })
          .onConflict((on) => on.columns(['personId', 'kind']).doUpdateSet({ mail: pace }))
          .execute();
      }
      if (Object.values(hours).every((value) => value === undefined)) return;
      const now = columns(await this.settings(personId, tx));
      const changed = columns(hours);
      await tx
        .insertInto('notificationHours')
        .values({ personId, ...now, ...changed })
        .onConflict((on) => on.column('personId').doUpdateSet(changed))
        .execute();
    });
  }

  async language(personId: string): Promise<Language> {
    const row = await this.db.selectFrom('person').select('language').where('id', '=', personId).executeTakeFirst();
    return Language.parse(row?.language);
  }

  /** With which their links are signed; undefined when they were never mailed. */
  async key(personId: string): Promise<Buffer | undefined> {
    const row = await this.db
      .selectFrom('notificationKey')
      .select('key')
      .where('personId', '=', personId)
      .executeTakeFirst();
    return row?.key;
  }
}

interface Columns {
  timeZone: string;
  dailyAt: string;
  quietFrom: string | null;
  quietTo: string | null;
}

function columns(hours: Hours): Columns;
function columns(hours: SomeHours): Partial<Columns>;
function columns({ timeZone, dailyAt, quiet }: SomeHours): Partial<Columns> {
  return {
    ...(timeZone !== undefined && { timeZone }),
    ...(dailyAt !== undefined && { dailyAt }),
    ...(quiet !== undefined && { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null }),
  };
}
