import type { Log } from '@lesblik/server/log';
import type { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Problem } from '@lesblik/shared/problems';
import type { SignedInSocket } from './signed-in-socket.ts';

/** Access that ends by itself (a guest's stay) or in a table is found within this time. */
const RECHECK_MS = 15_000;
/** Sign-ins come in waves at the start of a lesson: one look serves them all. */
const SOON_MS = 100;

/** What is behind a door, by its id. */
interface Behind {
  /** The socket rooms that this person may be in now. @throws Problem not_found or not_allowed when there are none */
  rooms: (personId: string, id: string) => Promise<readonly string[]>;
  /** This socket is out of them, for whatever reason. */
  left?: (socket: SignedInSocket, id: string) => void;
  /** Access ended: the page is told. */
  ended: (socket: SignedInSocket, id: string) => void;
}

/** Lets pages into socket rooms, and puts them out at once when their person may be there no longer. */
export class Door {
  /** Of each socket, by id, the rooms it is in. */
  readonly #inside = new Map<SignedInSocket, Map<string, readonly string[]>>();
  readonly #behind: Behind;
  readonly #notices: NoticeBus;
  readonly #log: Log;
  #rounds: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;

  constructor(behind: Behind, notices: NoticeBus, log: Log) {
    this.#behind = behind;
    this.#notices = notices;
    this.#log = log;
  }

  open(): void {
    this.#rounds = setInterval(() => this.#lookAtAll(), RECHECK_MS).unref();
    this.#notices.subscribe((notice) => {
      if (notice.kind === 'sessions_changed') this.#lookSoon();
    });
    this.#notices.onReconnected(() => this.#lookSoon());
  }

  close(): void {
    clearInterval(this.#rounds);
    clearTimeout(this.#soon);
  }

  /** @throws Problem not_found or not_allowed */
  async enter(socket: SignedInSocket, id: string): Promise<void> {
    const rooms = await this.#behind.rooms(socket.data.person.id, id);
    // It went while it waited: nobody would put it out.
    if (!socket.connected) throw new Problem('not_found');
    await this.#put(socket, id, rooms);
  }

  isIn(socket: SignedInSocket, id: string): boolean {
    return this.#inside.get(socket)?.has(id) === true;
  }

  async leave(socket: SignedInSocket, id: string): Promise<void> {
    const inside = this.#inside.get(socket);
    const rooms = inside?.get(id);
    if (inside === undefined || rooms === undefined) return;
    inside.delete(id);
    if (inside.size === 0) this.#inside.delete(socket);
    this.#behind.left?.(socket, id);
    for (const room of rooms) await socket.leave(room);
  }

  async leaveAll(socket: SignedInSocket): Promise<void> {
    for (const id of this.#inside.get(socket)?.keys() ?? []) await this.leave(socket, id);
  }

  async #put(socket: SignedInSocket, id: string, rooms: readonly string[]): Promise<void> {
    const inside = this.#inside.get(socket) ?? new Map<string, readonly string[]>();
    const before = inside.get(id) ?? [];
    this.#inside.set(socket, inside.set(id, rooms));
    for (const room of before) if (!rooms.includes(room)) await socket.leave(room);
    await socket.join([...rooms]);
  }

  #lookSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#lookAtAll();
    }, SOON_MS).unref();
  }

  #lookAtAll(): void {
    for (const [socket, inside] of this.#inside)
      for (const id of inside.keys())
        this.#look(socket, id).catch((error: unknown) =>
          this.#log.error({ err: error, id }, 'could not look whether somebody may still be there'),
        );
  }

  async #look(socket: SignedInSocket, id: string): Promise<void> {
    try {
      const rooms = await this.#behind.rooms(socket.data.person.id, id);
      if (this.isIn(socket, id)) await this.#put(socket, id, rooms);
    } catch (error) {
      if (!(error instanceof Problem) || (error.code !== 'not_found' && error.code !== 'not_allowed')) throw error;
      if (!this.isIn(socket, id)) return;
      this.#behind.ended(socket, id);
      await this.leave(socket, id);
    }
  }
}
