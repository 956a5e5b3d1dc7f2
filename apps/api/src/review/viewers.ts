import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { isShown, type Range } from '@lesblik/shared/cuts';
import type { Viewer } from '@lesblik/shared/review';
import { LOG } from '../base/tokens.ts';
import { Presence } from '../sockets/presence.ts';

/** Who watches what, and where their playhead is: to whom a part is shown, only where it stands in that part. */
@Injectable()
export class Viewers extends Presence<Viewer> implements OnApplicationShutdown {
  /** By recording: the sockets that are told, and what their people are shown. */
  readonly #told = new Map<string, Map<string, Range | null>>();

  constructor(notices: NoticeBus, @Inject(LOG) log: Log) {
    super(
      {
        read: (notice) => {
          if (notice.kind !== 'viewers') return undefined;
          const { recordingId: id, viewers: people, process, part } = notice;
          return { id, process, part, people };
        },
        write: ({ id, people, ...from }) => ({ kind: 'viewers', recordingId: id, viewers: people, ...from }),
        tell: (server, id, viewers) => {
          for (const [socketId, shown] of this.#told.get(id) ?? [])
            server.sockets.sockets
              .get(socketId)
              ?.emit('review:viewers', { recordingId: id, viewers: within(viewers, shown) });
        },
      },
      notices,
      log,
    );
  }

  /** From now on this socket is told, of what its person is shown. */
  tellOf(recordingId: string, socketId: string, shown: Range | null): void {
    const told = this.#told.get(recordingId) ?? new Map<string, Range | null>();
    this.#told.set(recordingId, told.set(socketId, shown));
  }

  override leave(recordingId: string, socketId: string): void {
    const told = this.#told.get(recordingId);
    told?.delete(socketId);
    if (told?.size === 0) this.#told.delete(recordingId);
    super.leave(recordingId, socketId);
  }

  /** As this socket may know them; nobody for a socket that is not told. */
  seenBy(recordingId: string, socketId: string): Viewer[] {
    const shown = this.#told.get(recordingId)?.get(socketId);
    return shown === undefined ? [] : within(this.all(recordingId), shown);
  }

  onApplicationShutdown(): void {
    this.close();
  }
}

/** That somebody is there is told; a place outside the part is not. */
const within = (viewers: readonly Viewer[], shown: Range | null): Viewer[] =>
  viewers.map((viewer) =>
    viewer.atMs === null || isShown({ startMs: viewer.atMs, endMs: null }, shown)
      ? viewer
      : { ...viewer, atMs: null, playing: false },
  );
