import type { About } from '@lesblik/server/notifications/about';
import type { Notification, NotificationKind } from '@lesblik/shared/notifications';

export interface Told {
  id: string;
  sequence: number;
  kind: NotificationKind;
  at: string;
  unread: boolean;
  /** Null of a reminder. */
  by: string | null;
  about: About;
}

/** Where it is, but for the place in a lesson. */
const placeOf = ({ spot }: About): string => JSON.stringify(spot.on === 'lesson' ? { ...spot, commentId: null } : spot);

/** Of one kind at one place, read or unread, becomes one, at the place of the latest. */
export function gather(rows: readonly Told[]): Notification[] {
  const all = new Map<string, Notification>();
  for (const { id, kind, at, unread, by, about } of rows) {
    const { spot, title, startsAt, outcome, organisationId } = about;
    const key = `${kind} ${unread} ${startsAt} ${outcome} ${placeOf(about)}`;
    const known = all.get(key);
    const people = [...new Set([...(known?.by ?? []), ...(by === null ? [] : [by])])];
    if (known === undefined)
      all.set(key, { ...{ ids: [id], kind, at, unread, by: people }, title, startsAt, outcome, organisationId, spot });
    else Object.assign(known, { ids: [...known.ids, id], by: people });
  }
  return [...all.values()];
}
