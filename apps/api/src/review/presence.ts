import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { Viewer } from '@lesblik/shared/review';
import { LOG } from '../base/tokens.ts';
import type { SocketServer } from '../sockets/signed-in-socket.ts';
import { roomOf } from './room-names.ts';
import { Viewers } from './viewers.ts';

const PACE_MS = 500;
const HEARTBEAT_MS = 5_000;
/** A notice holds at most 8,000 bytes. */
const VIEWERS_PER_NOTICE = 15;

interface Watched {
  viewers: Viewers;
  timer: NodeJS.Timeout | undefined;
  toldAt: number;
  /** Other processes are to hear of it too, in this many notices the last time. */
  news: boolean;
  parts: number;
}

/** Who watches what and where their playhead is: at most twice a second to a room, and to the other API processes. */
@Injectable()
export class Presence implements OnApplicationShutdown {
  readonly #process = randomUUID();
  readonly #watched = new Map<string, Watched>();
  #server: SocketServer | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly notices: NoticeBus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  attach(server: SocketServer): void {
    this.#server = server;
    this.notices.subscribe((notice) => {
      if (notice.kind !== 'viewers' || notice.process === this.#process) return;
      const watched = this.#watched.get(notice.recordingId);
      if (watched === undefined) return;
      const key = `${notice.process}.${notice.part}`;
      const isNew = watched.viewers.told(key, notice.viewers, performance.now());
      this.#changed(notice.recordingId, watched, isNew);
    });
    this.#heartbeat = setInterval(() => {
      for (const [recordingId, watched] of this.#watched) this.#changed(recordingId, watched, true);
    }, HEARTBEAT_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#heartbeat);
    for (const { timer } of this.#watched.values()) clearTimeout(timer);
    this.#watched.clear();
  }

  move(recordingId: string, socketId: string, viewer: Viewer): void {
    let watched = this.#watched.get(recordingId);
    if (watched === undefined) {
      const since = Number.NEGATIVE_INFINITY;
      watched = { viewers: new Viewers(), timer: undefined, toldAt: since, news: false, parts: 0 };
      this.#watched.set(recordingId, watched);
    }
    watched.viewers.move(socketId, viewer, performance.now());
    this.#changed(recordingId, watched, true);
  }

  leave(recordingId: string, socketId: string): void {
    const watched = this.#watched.get(recordingId);
    if (watched === undefined) return;
    watched.viewers.leave(socketId);
    this.#changed(recordingId, watched, true);
  }

  viewers(recordingId: string): Viewer[] {
    return this.#watched.get(recordingId)?.viewers.all(performance.now()) ?? [];
  }

  #changed(recordingId: string, watched: Watched, news: boolean): void {
    watched.news ||= news;
    const wait = watched.toldAt + PACE_MS - performance.now();
    watched.timer ??= setTimeout(() => this.#tell(recordingId, watched), Math.max(0, wait));
  }

  #tell(recordingId: string, watched: Watched): void {
    watched.timer = undefined;
    watched.toldAt = performance.now();
    const viewers = watched.viewers.all(watched.toldAt);
    this.#server?.local.to(roomOf(recordingId)).emit('review:viewers', { recordingId, viewers });
    if (watched.news) this.#publish(recordingId, watched);
    watched.news = false;
    if (watched.viewers.empty) this.#watched.delete(recordingId);
  }

  /** A part that is empty now is told once more, so that others drop it. */
  #publish(recordingId: string, watched: Watched): void {
    const here = watched.viewers.here();
    const parts = Math.ceil(here.length / VIEWERS_PER_NOTICE);
    for (let part = 0; part < Math.max(parts, watched.parts); part += 1) {
      const viewers = here.slice(part * VIEWERS_PER_NOTICE, (part + 1) * VIEWERS_PER_NOTICE);
      this.notices
        .publish({ kind: 'viewers', recordingId, process: this.#process, part, viewers })
        .catch((error: unknown) => this.log.warn({ err: error }, 'other processes were not told who watches'));
    }
    watched.parts = parts;
  }
}
