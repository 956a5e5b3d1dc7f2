import type { Clock } from '@lesblik/server/clock';
import type { RoomState } from '@lesblik/shared/room-events';
import type { Notice, NoticeName, ServerToClient } from '@lesblik/shared/sockets';
import type { SignedInSocket } from '../../sockets/signed-in-socket.ts';
import type { Devices } from './devices.ts';

/** Tells the pages of a room what happens in it. */
export class Telling {
  #revision = 0;
  #soon = false;
  #closed = false;

  constructor(
    private readonly devices: Devices,
    private readonly stateFor: (personId: string) => RoomState,
    private readonly clock: Clock,
  ) {}

  get revision(): number {
    return this.#revision;
  }

  /** The whole state goes to everybody once this turn of the event loop is over, however often it changed in it. */
  changed(): void {
    if (this.#soon) return;
    this.#soon = true;
    setImmediate(() => {
      this.#soon = false;
      if (this.#closed) return;
      // Grows over a restart of the API too.
      this.#revision = Math.max(this.#revision + 1, Math.floor(this.clock.now()));
      for (const { socket, personId } of this.devices.all) socket?.emit('room:state', this.stateFor(personId));
    });
  }

  tell<N extends NoticeName>(name: N, notice: Notice<N>): void {
    for (const { socket } of this.devices.all) socket?.emit(name, ...args(notice));
  }

  /** To each their own. @param people nobody else is told */
  tellEach<N extends NoticeName>(
    name: N,
    noticeFor: (personId: string) => Notice<N>,
    people?: readonly string[],
  ): void {
    for (const { socket, personId } of this.devices.all)
      if (people?.includes(personId) !== false) socket?.emit(name, ...args(noticeFor(personId)));
  }

  /** What the next one makes good: a page on a slow line gets the newest, not all of them. */
  tellLightly<N extends NoticeName>(name: N, notice: Notice<N>, but?: SignedInSocket): void {
    for (const { socket } of this.devices.all) if (socket !== but) socket?.volatile.emit(name, ...args(notice));
  }

  close(): void {
    this.#closed = true;
  }
}

const args = <N extends NoticeName>(notice: Notice<N>) => [notice] as unknown as Parameters<ServerToClient[N]>;
