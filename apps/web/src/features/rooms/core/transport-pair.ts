import type { ConnectionState, Device, IceParameters, Transport, TransportOptions } from 'mediasoup-client/types';
import type { TrackSource } from '@lesblik/shared/room-events';
import type { Request } from '@lesblik/shared/sockets';
import { Observable } from '../../review/core/observable.ts';
import type { RoomLine } from './room-line.ts';

export type MediaConnection = 'new' | 'connected' | 'mending' | 'failed';

/** A short hiccup mends itself. */
const HICCUP_MS = 1000;
/** As long as a restart may take before both transports are made anew. */
const RESTART_MS = 6000;

/** One transport there and one back, kept alive: restarted when the network changes, made anew when that does not help. */
export class TransportPair {
  readonly state = new Observable<MediaConnection>('new');
  send: Transport | null = null;
  receive: Transport | null = null;
  readonly #line: RoomLine;
  readonly #broken: () => void;
  #tcp = false;
  #ever = false;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(line: RoomLine, broken: () => void) {
    this.#line = line;
    this.#broken = broken;
  }

  get open(): boolean {
    return this.send !== null && !this.send.closed && this.receive !== null && !this.receive.closed;
  }

  /** @returns false when it was overtaken by a later call */
  async make(device: Device): Promise<boolean> {
    this.close();
    const turn = this.#turn;
    const [send, receive] = await Promise.all([
      makeTransport(this.#line, device, 'send', this.#tcp),
      makeTransport(this.#line, device, 'receive', this.#tcp),
    ]);
    if (turn !== this.#turn) {
      for (const transport of [send, receive]) {
        transport.close();
        void this.#line.tell('room:close-transport', { transportId: transport.id });
      }
      return false;
    }
    this.send = send;
    this.receive = receive;
    for (const transport of [send, receive])
      transport.on('connectionstatechange', (state) => this.#changed(transport, state));
    return true;
  }

  close(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    for (const transport of [this.send, this.receive]) {
      if (!transport || transport.closed) continue;
      transport.close();
      void this.#line.tell('room:close-transport', { transportId: transport.id });
    }
    this.send = this.receive = null;
    this.state.set('new');
  }

  /** After a sleep or a change of network: whatever does not stand is restarted; with `all`, everything is. */
  check(all = false): void {
    for (const transport of [this.send, this.receive])
      if (transport && !transport.closed && this.#inUse(transport))
        if (all || transport.connectionState !== 'connected') void this.#restart(transport);
  }

  /** A transport that nothing has passed through yet has nothing to mend. */
  #inUse(transport: Transport): boolean {
    return transport.connectionState !== 'new';
  }

  #changed(transport: Transport, state: ConnectionState): void {
    clearTimeout(this.#timer);
    if (state === 'connected') {
      this.#ever = true;
      const other = transport === this.send ? this.receive : this.send;
      if (!other || ['new', 'connected'].includes(other.connectionState)) this.state.set('connected');
    } else if (state === 'disconnected') {
      this.state.set('mending');
      this.#timer = setTimeout(() => this.check(), HICCUP_MS);
    } else if (state === 'failed') {
      // Never connected at all: where UDP is blocked and the browser found no way round it, TCP alone is asked for.
      this.#tcp = !this.#ever;
      this.state.set(this.#ever ? 'mending' : 'failed');
      void this.#restart(transport);
    }
  }

  async #restart(transport: Transport): Promise<void> {
    const turn = this.#turn;
    this.state.set('mending');
    try {
      if (this.#tcp) throw new Error('another way is needed');
      const { iceParameters } = await this.#line.ask('room:restart-ice', { transportId: transport.id });
      if (turn !== this.#turn || transport.closed) return;
      await transport.restartIce({ iceParameters: iceParameters as IceParameters });
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        if (turn !== this.#turn) return;
        if ([this.send, this.receive].every((one) => !one || ['new', 'connected'].includes(one.connectionState)))
          this.state.set('connected');
        else this.#broken();
      }, RESTART_MS);
    } catch {
      // The router no longer has it, or the line is down too: then coming back into the room makes both anew.
      if (turn === this.#turn) this.#timer = setTimeout(() => this.#broken(), HICCUP_MS);
    }
  }
}

export async function makeTransport(
  line: RoomLine,
  device: Device,
  direction: 'send' | 'receive',
  tcp: boolean,
): Promise<Transport> {
  const { transportId, routerRtpCapabilities: _r, ...made } = await line.ask('room:transport', { direction, tcp });
  const options = { ...made, id: transportId } as TransportOptions;
  const transport = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
  transport.on('connect', ({ dtlsParameters }, done, failed) => {
    line
      .ask('room:connect-transport', {
        transportId,
        dtlsParameters,
      })
      .then(done, failed);
  });
  transport.on('produce', ({ rtpParameters, appData }, done, failed) => {
    line
      .ask('room:produce', {
        transportId,
        source: appData['source'] as TrackSource,
        paused: appData['paused'] === true,
        rtpParameters: rtpParameters as Request<'room:produce'>['rtpParameters'],
      })
      .then(({ producerId }) => done({ id: producerId }), failed);
  });
  return transport;
}
