import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { TalkPresence as Present } from '@lesblik/shared/talk-events';
import { LOG } from '../../base/tokens.ts';
import type { SocketServer } from '../../sockets/signed-in-socket.ts';
import { roomOf } from './room-names.ts';

const HEARTBEAT_MS = 5_000;
/** A process that said nothing for so long is gone. */
const SILENT_MS = 12_000;

interface Seen {
  here: Map<string, Present>;
  elsewhere: Map<string, { present: Present[]; at: number }>;
}

/** Who is on a talk's page, and in which field: those of this process, and what others tell. */
@Injectable()
export class TalkPresence implements OnApplicationShutdown {
  readonly #process = randomUUID();
  readonly #talks = new Map<string, Seen>();
  #server: SocketServer | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly notices: NoticeBus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  attach(server: SocketServer): void {
    this.#server = server;
    this.notices.subscribe((notice) => {
      if (notice.kind !== 'talk_present' || notice.process === this.#process) return;
      const seen = this.#talks.get(notice.talkId);
      if (seen === undefined) return;
      const isNew = !seen.elsewhere.has(notice.process);
      seen.elsewhere.set(notice.process, { present: notice.present, at: performance.now() });
      if (isNew) this.#publish(notice.talkId, seen);
      this.#tell(notice.talkId);
    });
    this.#heartbeat = setInterval(() => {
      for (const [talkId, seen] of this.#talks) this.#publish(talkId, seen);
    }, HEARTBEAT_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#heartbeat);
  }

  move(talkId: string, socketId: string, present: Present): void {
    const seen = this.#talks.get(talkId) ?? { here: new Map(), elsewhere: new Map() };
    this.#talks.set(talkId, seen);
    seen.here.set(socketId, present);
    this.#changed(talkId, seen);
  }

  leave(talkId: string, socketId: string): void {
    const seen = this.#talks.get(talkId);
    if (!seen?.here.delete(socketId)) return;
    this.#changed(talkId, seen);
    if (seen.here.size === 0) this.#talks.delete(talkId);
  }

  /** One for each person; of several pages the one that is in a field. */
  present(talkId: string): Present[] {
    const seen = this.#talks.get(talkId);
    if (seen === undefined) return [];
    const now = performance.now();
    const elsewhere = [...seen.elsewhere.values()].filter(({ at }) => now - at < SILENT_MS);
    const people = new Map<string, Present>();
    for (const one of [...seen.here.values(), ...elsewhere.flatMap(({ present }) => present)]) {
      const known = people.get(one.person.id);
      if (known === undefined || known.field === null) people.set(one.person.id, one);
    }
    return [...people.values()];
  }

  #changed(talkId: string, seen: Seen): void {
    this.#publish(talkId, seen);
    this.#tell(talkId);
  }

  // `local`: every API process tells its own sockets.
  #tell(talkId: string): void {
    this.#server?.local.to(roomOf(talkId)).emit('talk:present', { talkId, present: this.present(talkId) });
  }

  #publish(talkId: string, seen: Seen): void {
    this.notices
      .publish({ kind: 'talk_present', talkId, process: this.#process, present: [...seen.here.values()] })
      .catch((error: unknown) => this.log.warn({ err: error }, 'other processes were not told who is on a talk'));
  }
}
