import { Inject, Injectable } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { ReviewNotice } from '@lesblik/shared/review';
import { LOG } from '../base/tokens.ts';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import type { SignedInSocket, SocketServer } from '../sockets/signed-in-socket.ts';
import { ProgressRepository } from './progress.repository.ts';
import { followersOf, roomOf, uploadersOf } from './room-names.ts';

const ON_THE_WAY = new Set(['created', 'uploading']);

/** Tells who watches or follows a recording how its preparation goes. */
@Injectable()
export class ProgressFeed {
  #server: SocketServer | undefined;

  constructor(
    private readonly access: RecordingAccessService,
    private readonly repository: ProgressRepository,
    private readonly notices: NoticeBus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  attach(server: SocketServer): void {
    this.#server = server;
    this.notices.subscribe((notice) => {
      if (notice.kind === 'recording_changed') {
        const { kind: _, ...changed } = notice;
        this.#tell({ ...changed, renditions: false });
      }
      if (notice.kind === 'rendition_added') this.#tellOfRendition(notice.recordingId);
    });
  }

  /** Replaces what the socket followed before; what it may not see is passed over. */
  async follow(socket: SignedInSocket, recordingIds: readonly string[]): Promise<void> {
    const rooms: string[] = [];
    for (const id of new Set(recordingIds)) {
      const roles = (await this.access.find(socket.data.person.id, id))?.roles ?? [];
      if (roles.some((role) => role !== 'uploader')) rooms.push(followersOf(id));
      else if (roles.length > 0) rooms.push(uploadersOf(id));
    }
    for (const room of socket.rooms) if (/^(follow|upload):/.test(room)) await socket.leave(room);
    await socket.join(rooms);
  }

  #tell(changed: ReviewNotice<'recording:changed'>): void {
    const { recordingId, state } = changed;
    const rooms = [roomOf(recordingId), followersOf(recordingId), uploadersOf(recordingId)];
    this.#server?.local.to(rooms).emit('recording:changed', changed);
    // Whole: from here on it is its owner's alone.
    if (!ON_THE_WAY.has(state)) this.#server?.local.socketsLeave(uploadersOf(recordingId));
  }

  #tellOfRendition(recordingId: string): void {
    this.repository.find(recordingId).then(
      (changed) => changed && this.#tell({ ...changed, renditions: true }),
      (error: unknown) => this.log.error({ err: error, recordingId }, 'a room was not told of a new quality'),
    );
  }
}
