import { randomUUID } from 'node:crypto';
import type { Log } from '@lesblik/server/log';
import type { Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { type Here, PeopleHere } from './people-here.ts';
import type { SocketServer } from './signed-in-socket.ts';

const PACE_MS = 500;
const HEARTBEAT_MS = 5_000;
/** A notice holds at most 8,000 bytes. */
const PEOPLE_PER_NOTICE = 15;

/** What one API process tells the others of the people on its pages; an empty part is gone. */
interface Told<H> {
  id: string;
  process: string;
  part: number;
  people: H[];
}

/** How it is told between processes, and to pages. */
interface Telling<H> {
  /** Undefined for another kind of notice. */
  read: (notice: Notice) => Told<H> | undefined;
  write: (told: Told<H>) => Notice;
  /** To the pages of this process; the others hear the notices. */
  tell: (server: SocketServer, id: string, people: H[]) => void;
}

interface Watched<H extends Here> {
  people: PeopleHere<H>;
  timer: NodeJS.Timeout | undefined;
  toldAt: number;
  /** Other processes are to hear of it too, in this many notices the last time. */
  news: boolean;
  parts: number;
}

/** Who is on which page and where on it: at most twice a second to its room, and to the other API processes. */
export class Presence<H extends Here> {
  readonly #process = randomUUID();
  readonly #watched = new Map<string, Watched<H>>();
  readonly #telling: Telling<H>;
  readonly #notices: NoticeBus;
  readonly #log: Log;
  #server: SocketServer | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(telling: Telling<H>, notices: NoticeBus, log: Log) {
    this.#telling = telling;
    this.#notices = notices;
    this.#log = log;
  }

  attach(server: SocketServer): void {
    this.#server = server;
    this.#notices.subscribe((notice) => {
      const told = this.#telling.read(notice);
      if (told === undefined || told.process === this.#process) return;
      const watched = this.#watched.get(told.id);
      if (watched === undefined) return;
      const isNew = watched.people.told(`${told.process}.${told.part}`, told.people, performance.now());
      this.#changed(told.id, watched, isNew);
    });
    this.#heartbeat = setInterval(() => {
      for (const [id, watched] of this.#watched) this.#changed(id, watched, true);
    }, HEARTBEAT_MS).unref();
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const { timer } of this.#watched.values()) clearTimeout(timer);
    this.#watched.clear();
  }

  move(id: string, socketId: string, here: H): void {
    let watched = this.#watched.get(id);
    if (watched === undefined) {
      const since = Number.NEGATIVE_INFINITY;
      watched = { people: new PeopleHere<H>(), timer: undefined, toldAt: since, news: false, parts: 0 };
      this.#watched.set(id, watched);
    }
    watched.people.move(socketId, here, performance.now());
    this.#changed(id, watched, true);
  }

  leave(id: string, socketId: string): void {
    const watched = this.#watched.get(id);
    if (watched === undefined) return;
    watched.people.leave(socketId);
    this.#changed(id, watched, true);
  }

  all(id: string): H[] {
    return this.#watched.get(id)?.people.all(performance.now()) ?? [];
  }

  #changed(id: string, watched: Watched<H>, news: boolean): void {
    watched.news ||= news;
    const wait = watched.toldAt + PACE_MS - performance.now();
    watched.timer ??= setTimeout(() => this.#tell(id, watched), Math.max(0, wait));
  }

  #tell(id: string, watched: Watched<H>): void {
    watched.timer = undefined;
    watched.toldAt = performance.now();
    const server = this.#server;
    if (server !== undefined) this.#telling.tell(server, id, watched.people.all(watched.toldAt));
    if (watched.news) this.#publish(id, watched);
    watched.news = false;
    if (watched.people.empty) this.#watched.delete(id);
  }

  /** A part that is empty now is told once more, so that others drop it. */
  #publish(id: string, watched: Watched<H>): void {
    const here = watched.people.here();
    const parts = Math.ceil(here.length / PEOPLE_PER_NOTICE);
    for (let part = 0; part < Math.max(parts, watched.parts); part += 1) {
      const people = here.slice(part * PEOPLE_PER_NOTICE, (part + 1) * PEOPLE_PER_NOTICE);
      this.#notices
        .publish(this.#telling.write({ id, process: this.#process, part, people }))
        .catch((error: unknown) => this.#log.warn({ err: error, id }, 'other processes were not told who is there'));
    }
    watched.parts = parts;
  }
}
