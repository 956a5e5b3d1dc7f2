import type { Consumer, Device, Producer, Transport } from 'mediasoup-client/types';
import type { TrackSource } from '@lesblik/shared/room-events';
import type { Answer, Request } from '@lesblik/shared/sockets';
import { Problem } from '@lesblik/shared/problems';
import { Offline } from '../../../api/offline.ts';
import { Observable } from '../../review/core/observable.ts';
import type { WantedTrack } from './call-state.ts';
import { isSound } from './call-state.ts';
import { loadDevice } from './media-device.ts';
import { sendingOf } from './sending.ts';
import type { RoomLine } from './room-line.ts';
import { TransportPair } from './transport-pair.ts';

export interface RemoteTrack {
  readonly producerId: string;
  readonly personId: string;
  readonly source: TrackSource;
  readonly paused: boolean;
  readonly track: MediaStreamTrack;
}

interface Own {
  readonly track: MediaStreamTrack;
  readonly paused: boolean;
}

interface Received {
  readonly consumer: Consumer;
  wanted: WantedTrack;
  layer: number;
}

type Entered = Pick<Answer<'room:enter'>, 'routerRtpCapabilities'>;

/** Picture and sound of one page: what it sends, what it receives, and the two transports under that. */
export class CallMedia {
  readonly tracks = new Observable<readonly RemoteTrack[]>([]);
  readonly pair: TransportPair;
  readonly #line: RoomLine;
  readonly #own = new Map<TrackSource, Own>();
  readonly #settling = new Map<TrackSource, Promise<void>>();
  readonly #producers = new Map<TrackSource, Producer>();
  readonly #received = new Map<string, Received>();
  readonly #opening = new Set<string>();
  #device: Device | null = null;
  #wanted: readonly WantedTrack[] = [];

  constructor(line: RoomLine) {
    this.#line = line;
    this.pair = new TransportPair(line, () => void this.#again());
  }

  get built(): boolean {
    return this.#device !== null && this.pair.open;
  }

  /** All transports anew, for the first time or because the router has lost them; what was sent is sent again. */
  async build({ routerRtpCapabilities }: Entered): Promise<void> {
    this.#device = await loadDevice(routerRtpCapabilities);
    await this.rebuild();
  }

  async rebuild(): Promise<void> {
    const device = this.#device;
    if (!device) return;
    this.#dropAll();
    if (!(await this.pair.make(device))) return;
    this.sync(this.#wanted);
    // The voice first: it must not wait for a picture.
    const sources = [...this.#own.keys()].sort((a, b) => Number(isSound(b)) - Number(isSound(a)));
    await Promise.all(sources.map((source) => this.#settle(source)));
  }

  /** Both transports broke for good. While the line is down too, coming back into the room makes them anew. */
  async #again(): Promise<void> {
    try {
      await this.rebuild();
    } catch (error) {
      if (!(error instanceof Offline || error instanceof Problem)) throw error;
    }
  }

  /** Sends a track, or goes on with another one under the same producer. */
  async send(source: TrackSource, track: MediaStreamTrack, paused = false): Promise<void> {
    this.#own.set(source, { track, paused });
    await this.#settle(source);
  }

  async stop(source: TrackSource): Promise<void> {
    this.#own.delete(source);
    await this.#settle(source);
  }

  sends(source: TrackSource): boolean {
    return this.#own.has(source);
  }

  /** Receives what is wanted and lets go of the rest. */
  sync(wanted: readonly WantedTrack[]): void {
    this.#wanted = wanted;
    const byId = new Map(wanted.map((track) => [track.producerId, track]));
    for (const [producerId, received] of this.#received) {
      const now = byId.get(producerId);
      if (now) received.wanted = now;
      else this.#drop(producerId);
    }
    this.#show();
    if (!this.pair.open) return;
    for (const track of wanted)
      if (!this.#received.has(track.producerId) && !this.#opening.has(track.producerId)) void this.#consume(track);
  }

  /** The largest layer that a tile has use for; null while nobody looks at it. */
  wish(producerId: string, layer: number | null): void {
    const received = this.#received.get(producerId);
    const next = layer ?? -1;
    if (!received || received.layer === next) return;
    received.layer = next;
    const consumerId = received.consumer.id;
    void this.#line.tell(
      'room:consumer',
      layer === null ? { consumerId, act: 'pause' } : { consumerId, act: 'resume', layer },
    );
  }

  destroy(): void {
    this.#own.clear();
    this.#dropAll();
    this.pair.close();
    this.#device = null;
  }

  /** One thing at a time for each source: the router keeps one track of each, and the newest would win by chance. */
  #settle(source: TrackSource): Promise<void> {
    const before = this.#settling.get(source) ?? Promise.resolve();
    // Whether what came before failed was told to whoever asked for that.
    const settled = before.catch(() => undefined).then(() => this.#makeTrue(source));
    this.#settling.set(source, settled);
    return settled;
  }

  async #makeTrue(source: TrackSource): Promise<void> {
    const own = this.#own.get(source);
    const known = this.#producers.get(source);
    let producer = known?.closed ? undefined : known;
    if (!own) {
      this.#producers.delete(source);
      producer?.close();
      if (producer) await this.#line.tell('room:producer', { producerId: producer.id, act: 'close' });
      return;
    }
    const transport = this.pair.send;
    try {
      producer ??= await this.#produce(source, own);
      if (!producer) return;
      // One that ended meanwhile is followed by another, or by none.
      if (producer.track !== own.track && own.track.readyState === 'live')
        await producer.replaceTrack({ track: own.track });
      if (producer.paused === own.paused) return;
      if (own.paused) producer.pause();
      else producer.resume();
      await this.#line.tell('room:producer', { producerId: producer.id, act: own.paused ? 'pause' : 'resume' });
    } catch (error) {
      // The transport or the line went down meanwhile: when they are back everything is sent anew.
      if (!(error instanceof Offline) && transport && !transport.closed) throw error;
    }
  }

  async #produce(source: TrackSource, { track, paused }: Own): Promise<Producer | undefined> {
    const transport = this.pair.send;
    if (!transport || transport.closed || !this.#device || track.readyState === 'ended') return undefined;
    const producer = await transport.produce({
      ...sendingOf(source, track, this.#device),
      track,
      stopTracks: false,
      disableTrackOnPause: true,
      zeroRtpOnPause: false,
      appData: { source, paused },
    });
    if (paused) producer.pause();
    this.#producers.set(source, producer);
    return producer;
  }

  async #consume(wanted: WantedTrack): Promise<void> {
    const transport: Transport | null = this.pair.receive;
    const device = this.#device;
    if (!transport || !device) return;
    const { producerId } = wanted;
    this.#opening.add(producerId);
    try {
      const { consumerId, kind, rtpParameters } = await this.#line.ask('room:consume', {
        transportId: transport.id,
        producerId,
        rtpCapabilities: device.recvRtpCapabilities as Request<'room:consume'>['rtpCapabilities'],
      });
      if (transport.closed) return;
      const consumer = await transport.consume({
        id: consumerId,
        producerId,
        kind,
        rtpParameters: rtpParameters as Parameters<Transport['consume']>[0]['rtpParameters'],
        // Tracks of one stream are kept in step by the browser: lips with the voice, a screen with its sound.
        streamId: `${wanted.personId}-${wanted.source.startsWith('screen') ? 'screen' : 'person'}`,
      });
      this.#received.set(producerId, { consumer, wanted, layer: 0 });
      void this.#line.tell('room:consumer', { consumerId, act: 'resume' });
      this.sync(this.#wanted);
    } catch (error) {
      // It ended while it was asked for, or the line did: the next state of the room says whether it is wanted still.
      if (!(error instanceof Offline || error instanceof Problem || transport.closed)) throw error;
    } finally {
      this.#opening.delete(producerId);
    }
  }

  #drop(producerId: string): void {
    const received = this.#received.get(producerId);
    if (!received) return;
    this.#received.delete(producerId);
    received.consumer.close();
    void this.#line.tell('room:consumer', { consumerId: received.consumer.id, act: 'close' });
  }

  #dropAll(): void {
    for (const producer of this.#producers.values()) producer.close();
    for (const { consumer } of this.#received.values()) consumer.close();
    this.#producers.clear();
    this.#received.clear();
    this.#show();
  }

  #show(): void {
    const before = this.tracks.getState();
    const now = [...this.#received.values()].map(({ consumer, wanted }) => ({ ...wanted, track: consumer.track }));
    const same =
      now.length === before.length &&
      now.every((track, i) => track.track === before[i]?.track && track.paused === before[i]?.paused);
    if (!same) this.tracks.set(now);
  }
}
