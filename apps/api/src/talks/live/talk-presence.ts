import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { TalkPresence as Present } from '@lesblik/shared/talk-events';
import { LOG } from '../../base/tokens.ts';
import { Presence } from '../../sockets/presence.ts';
import { roomOf } from './room-names.ts';

/** Who is on a talk's page, and in which field. */
@Injectable()
export class TalkPresence extends Presence<Present> implements OnApplicationShutdown {
  constructor(notices: NoticeBus, @Inject(LOG) log: Log) {
    super(
      {
        read: (notice) => {
          if (notice.kind !== 'talk_present') return undefined;
          const { talkId: id, present: people, process, part } = notice;
          return { id, process, part, people };
        },
        write: ({ id, people, ...from }) => ({ kind: 'talk_present', talkId: id, present: people, ...from }),
        tell: (server, id, present) => server.local.to(roomOf(id)).emit('talk:present', { talkId: id, present }),
      },
      notices,
      log,
    );
  }

  onApplicationShutdown(): void {
    this.close();
  }
}
