import {
  kindOf,
  MailPace,
  NotificationKind,
  type NotificationSettings,
  pacesOf,
  usualHours,
} from '@lesblik/shared/notifications';
import type { Database } from '../database/database.ts';

/** When these people are mailed of what: what they chose, and the usual for the rest. */
export async function settingsOf(
  db: Database,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, NotificationSettings>> {
  if (personIds.length === 0) return new Map();
  const hours = await db.selectFrom('notificationHours').selectAll().where('personId', 'in', personIds).execute();
  const choices = await db.selectFrom('notificationChoice').selectAll().where('personId', 'in', personIds).execute();
  return new Map(
    personIds.map((id) => {
      const mine = choices.filter(({ personId }) => personId === id);
      return [id, { mail: pacesFor(mine), ...hoursFor(hours.find(({ personId }) => personId === id)) }];
    }),
  );
}

interface Hours {
  timeZone: string;
  quietFrom: string | null;
  quietTo: string | null;
  dailyAt: string;
}

function hoursFor(stored: Hours | undefined): Omit<NotificationSettings, 'mail'> {
  if (stored === undefined) return usualHours;
  const { timeZone, quietFrom, quietTo, dailyAt } = stored;
  return { timeZone, quiet: quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo }, dailyAt };
}

function pacesFor(chosen: readonly { kind: string; mail: string }[]): NotificationSettings['mail'] {
  const known = new Map(chosen.map(({ kind, mail }) => [kind, MailPace.parse(mail)]));
  const paces = NotificationKind.options.map((kind) => {
    const wished = known.get(kind) ?? kindOf(kind).mail;
    return [kind, pacesOf(kind).includes(wished) ? wished : kindOf(kind).mail];
  });
  return Object.fromEntries(paces) as NotificationSettings['mail'];
}
