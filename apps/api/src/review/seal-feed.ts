import { Inject, Injectable } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { LOG } from '../base/tokens.ts';
import { SealsService } from '../seals/seals.service.ts';
import type { SocketServer } from '../sockets/signed-in-socket.ts';
import { personIn } from './room-names.ts';
import { Viewers } from './viewers.ts';

const MOST_KEPT = 1000;

/** Tells the two who look at a lesson apart what becomes of it, and keeps from everybody where on the film they are. */
@Injectable()
export class SealFeed {
  #server: SocketServer | undefined;
  /** Asked for with every playhead that moves, so kept until a notice says otherwise. */
  readonly #pairs = new Map<string, Promise<string[]>>();

  constructor(
    private readonly seals: SealsService,
    private readonly viewers: Viewers,
    private readonly notices: NoticeBus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  attach(server: SocketServer): void {
    this.#server = server;
    this.notices.subscribe((notice) => {
      if (notice.kind !== 'seal_changed') return;
      const { recordingId, personIds } = notice;
      this.#pairs.delete(recordingId);
      const rooms = personIds.map((personId) => personIn(recordingId, personId));
      server.local.to(rooms).emit('seal:changed', { recordingId });
      this.#hide(recordingId, rooms).catch((error: unknown) =>
        this.log.error({ err: error, recordingId }, 'where people are on a sealed lesson was not taken back'),
      );
    });
    this.notices.onReconnected(() => this.#pairs.clear());
  }

  /** @returns null in the place of `atMs` for who looks apart */
  async placeOf(recordingId: string, personId: string, atMs: number): Promise<number | null> {
    return (await this.#pair(recordingId)).includes(personId) ? null : atMs;
  }

  #pair(recordingId: string): Promise<string[]> {
    const known = this.#pairs.get(recordingId);
    if (known !== undefined) return known;
    const asked = this.seals.pair(recordingId);
    asked.catch(() => this.#pairs.delete(recordingId));
    if (this.#pairs.size >= MOST_KEPT) this.#pairs.clear();
    this.#pairs.set(recordingId, asked);
    return asked;
  }

  /** Who stands still would be shown where they stood when it began. */
  async #hide(recordingId: string, rooms: string[]): Promise<void> {
    const pair = await this.#pair(recordingId);
    for (const room of rooms) {
      for (const id of this.#server?.sockets.adapter.rooms.get(room) ?? []) {
        const person = this.#server?.sockets.sockets.get(id)?.data.person;
        if (person === undefined || !pair.includes(person.id)) continue;
        const { id: personId, name } = person;
        this.viewers.move(recordingId, id, { person: { id: personId, name }, atMs: null, playing: false });
      }
    }
  }
}
