import { Injectable } from '@nestjs/common';
import type { Notification, notificationRoutes } from '@lesblik/shared/notifications';
import type { Input } from '@lesblik/shared/route';
import { z } from 'zod';
import { decodeCursor, pageOf } from '../base/cursor.ts';
import { gather } from './gather.ts';
import { NotificationsRepository, type Which } from './notifications.repository.ts';

type ListQuery = Input<typeof notificationRoutes.list>['query'];

const place = z.object({ at: z.iso.datetime(), sequence: z.int() });
/** More than this nobody counts. */
const MOST_COUNTED = 100;

/** What somebody was told of: theirs alone, and of that only what they may see now. */
@Injectable()
export class NotificationsService {
  constructor(private readonly repository: NotificationsRepository) {}

  async list(me: string, { cursor, limit }: ListQuery): Promise<{ items: Notification[]; next: string | null }> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, place);
    const rows = await this.repository.list(me, after, limit);
    const { items, next } = pageOf(
      rows,
      limit,
      ({ at, sequence }) => ({ at, sequence }),
      (row) => row,
    );
    return { items: gather(items), next };
  }

  async count(me: string): Promise<{ unread: number }> {
    return { unread: await this.repository.unread(me, MOST_COUNTED) };
  }

  async read(me: string, which: Which): Promise<void> {
    await this.repository.read(me, which);
  }
}
