import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { Viewer } from '@lesblik/shared/review';
import { LOG } from '../base/tokens.ts';
import { Presence } from '../sockets/presence.ts';
import { roomOf } from './room-names.ts';

/** Who watches what, and where their playhead is. */
@Injectable()
export class Viewers extends Presence<Viewer> implements OnApplicationShutdown {
  constructor(notices: NoticeBus, @Inject(LOG) log: Log) {
    super(
      {
        read: (notice) => {
          if (notice.kind !== 'viewers') return undefined;
          const { recordingId: id, viewers: people, process, part } = notice;
          return { id, process, part, people };
        },
        write: ({ id, people, ...from }) => ({ kind: 'viewers', recordingId: id, viewers: people, ...from }),
        tell: (server, id, viewers) => server.local.to(roomOf(id)).emit('review:viewers', { recordingId: id, viewers }),
      },
      notices,
      log,
    );
  }

  onApplicationShutdown(): void {
    this.close();
  }
}
