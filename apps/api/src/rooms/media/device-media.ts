import { Problem } from '@lesblik/shared/problems';
import type { RoomDevice, RoomTrack, TrackSource } from '@lesblik/shared/room-events';
import type { Answer, Payload } from '@lesblik/shared/sockets';
import type {
  Consumer,
  DtlsParameters,
  Producer,
  RtpCapabilities,
  RtpParameters,
  WebRtcTransport,
} from 'mediasoup/types';
import { limits } from './limits.ts';
import type { RoomRouter } from './media-plane.ts';
import { qualityOf } from './quality.ts';
import { VideoValve } from './video-valve.ts';

/** Whose a producer is; mediasoup keeps it with the producer. */
type TrackOf = { personId: string; deviceId: string; source: TrackSource };
export type RoomProducer = Producer<TrackOf>;

/** What a device's media needs of its room's. */
export interface Surroundings {
  router: () => Promise<RoomRouter>;
  producer: (producerId: string) => RoomProducer | undefined;
  /** What is being opened counts already. @throws Problem too_many_tracks */
  openingProducer: <T>(open: () => Promise<T>) => Promise<T>;
  opened: (producer: RoomProducer, router: RoomRouter) => void;
  closed: (producer: RoomProducer) => void;
  changed: () => void;
}

interface Receiving {
  consumer: Consumer;
  /** The page wants it; pictures are held back all the same while voices suffer. */
  wanted: boolean;
}

type NewTransport = Pick<
  Answer<'room:transport'>,
  'transportId' | 'iceParameters' | 'iceCandidates' | 'dtlsParameters' | 'routerRtpCapabilities'
>;

const SOURCE_KIND = { microphone: 'audio', screen_sound: 'audio', camera: 'video', screen: 'video' } as const;
/** Of what bandwidth there is, a shared screen gets its share first. */
const PRIORITY = { screen: 10, camera: 1 } as const;

/** All that one page has at the media router. Nobody else's message reaches it. */
export class DeviceMedia {
  readonly #transports = new Map<string, { transport: WebRtcTransport; direction: 'send' | 'receive' }>();
  readonly #producers = new Map<string, RoomProducer>();
  readonly #consumers = new Map<string, Receiving>();
  readonly #valve = new VideoValve();
  #picturesHeld = false;
  #opening = 0;
  #closed = false;

  constructor(
    readonly personId: string,
    readonly deviceId: string,
    private readonly around: Surroundings,
  ) {}

  get hasTransports(): boolean {
    return this.transportCount > 0;
  }

  get transportCount(): number {
    return this.#transports.size;
  }

  get tracks(): RoomTrack[] {
    return [...this.#producers.values()].map(({ id, appData, paused }) => ({
      producerId: id,
      source: appData.source,
      paused,
    }));
  }

  get quality(): RoomDevice['quality'] {
    const sent = [...this.#producers.values()]
      .filter(({ paused, score }) => !paused && score.length > 0)
      .map(({ score }) => Math.max(...score.map((one) => one.score)));
    const received = [...this.#consumers.values()]
      .filter(({ consumer }) => !consumer.paused && !consumer.producerPaused)
      .map(({ consumer }) => consumer.score.score);
    return this.#picturesHeld ? 'poor' : qualityOf([...sent, ...received]);
  }

  async openTransport(direction: 'send' | 'receive', tcp: boolean): Promise<NewTransport> {
    if (this.#transports.size + this.#opening >= limits.transportsPerDevice) throw new Problem('too_many_tracks');
    this.#opening += 1;
    try {
      const { router, server } = await this.around.router();
      const transport = await router
        .createWebRtcTransport({
          webRtcServer: server,
          enableUdp: !tcp,
          enableTcp: true,
          preferUdp: true,
          initialAvailableOutgoingBitrate: limits.firstOutgoingBitsPerSecond,
        })
        .catch(unavailable);
      if (this.#closed) {
        transport.close();
        throw new Problem('not_found');
      }
      this.#transports.set(transport.id, { transport, direction });
      transport.observer.once('close', () => this.#transports.delete(transport.id));
      transport.on('dtlsstatechange', (state) => {
        if (state === 'closed' || state === 'failed') transport.close();
      });
      await (
        direction === 'send'
          ? transport.setMaxIncomingBitrate(limits.incomingBitsPerSecond)
          : transport.setMaxOutgoingBitrate(limits.outgoingBitsPerSecond)
      ).catch(unavailable);
      const { iceParameters, iceCandidates, dtlsParameters } = transport;
      const routerRtpCapabilities = router.rtpCapabilities as NewTransport['routerRtpCapabilities'];
      return { transportId: transport.id, iceParameters, iceCandidates, dtlsParameters, routerRtpCapabilities };
    } finally {
      this.#opening -= 1;
    }
  }

  /** Said again, as after an answer that was lost, it does nothing more. */
  async connect({ transportId, dtlsParameters }: Payload<'room:connect-transport'>): Promise<void> {
    const { transport } = this.#transport(transportId);
    if (transport.dtlsState !== 'new' || transport.appData['connecting'] === true) return;
    transport.appData['connecting'] = true;
    await transport.connect({ dtlsParameters: dtlsParameters as DtlsParameters }).catch((error: unknown) => {
      transport.appData['connecting'] = false;
      throw new Problem('media_not_supported', undefined, { cause: error });
    });
  }

  async restartIce(transportId: string): Promise<Answer<'room:restart-ice'>> {
    return { iceParameters: await this.#transport(transportId).transport.restartIce().catch(unavailable) };
  }

  closeTransport(transportId: string): void {
    this.#transport(transportId).transport.close();
  }

  /** A newer track of one source takes the place of the older: its page may have lost an answer. */
  async produce(payload: Payload<'room:produce'>): Promise<Answer<'room:produce'>> {
    const { source, paused } = payload;
    const { transport, direction } = this.#transport(payload.transportId);
    const kind = payload.rtpParameters.codecs[0]?.mimeType.toLowerCase().startsWith('video/') ? 'video' : 'audio';
    if (direction !== 'send' || (source !== 'check' && SOURCE_KIND[source] !== kind))
      throw new Problem('media_not_supported');
    const closeOlder = () => {
      for (const older of this.#producers.values())
        if (older.appData.source === source && older.kind === kind) older.close();
    };
    closeOlder();
    const rtpParameters = payload.rtpParameters as RtpParameters;
    const appData = { personId: this.personId, deviceId: this.deviceId, source };
    return this.around.openingProducer(async () => {
      const router = await this.around.router();
      const producer = await transport
        .produce<TrackOf>({ kind, rtpParameters, paused, appData })
        .catch((cause: unknown) => {
          throw new Problem(transport.closed ? 'media_unavailable' : 'media_not_supported', undefined, { cause });
        });
      // Its transport told its own producers that it closes, and this one was not among them yet.
      if (transport.closed || this.#closed) {
        producer.close();
        throw new Problem('not_found');
      }
      // Two that were asked for at once.
      closeOlder();
      return this.#keep(producer, router);
    });
  }

  async actOnProducer({ producerId, act }: Payload<'room:producer'>): Promise<void> {
    const producer = this.#producers.get(producerId);
    if (producer === undefined) throw new Problem('not_found');
    if (act === 'close') return producer.close();
    await (act === 'pause' ? producer.pause() : producer.resume()).catch(unavailable);
  }

  /** Made paused; asked for again it takes the place of the older. The caller looked whether this device may have it. */
  async consume(payload: Payload<'room:consume'>): Promise<Answer<'room:consume'>> {
    const { transport, direction } = this.#transport(payload.transportId);
    const producer = this.around.producer(payload.producerId);
    if (producer === undefined) throw new Problem('not_found');
    if (direction !== 'receive') throw new Problem('media_not_supported');
    const rtpCapabilities = payload.rtpCapabilities as RtpCapabilities;
    const { router } = await this.around.router();
    if (!router.canConsume({ producerId: producer.id, rtpCapabilities })) throw new Problem('media_not_supported');
    const closeOlder = () => {
      for (const { consumer } of this.#consumers.values()) if (consumer.producerId === producer.id) consumer.close();
    };
    closeOlder();
    const consumer = await transport
      .consume({ producerId: producer.id, rtpCapabilities, paused: true })
      .catch((error: unknown) => {
        throw new Problem(producer.closed ? 'not_found' : 'media_not_supported', undefined, { cause: error });
      });
    if (transport.closed || producer.closed || this.#closed) {
      consumer.close();
      throw new Problem('not_found');
    }
    closeOlder();
    this.#consumers.set(consumer.id, { consumer, wanted: false });
    consumer.observer.once('close', () => this.#consumers.delete(consumer.id));
    consumer.observer.on('score', () => this.around.changed());
    const { source } = producer.appData;
    if (source === 'screen' || source === 'camera') await consumer.setPriority(PRIORITY[source]).catch(unavailable);
    const rtpParameters = consumer.rtpParameters as Answer<'room:consume'>['rtpParameters'];
    return { consumerId: consumer.id, kind: consumer.kind, rtpParameters };
  }

  async actOnConsumer({ consumerId, act, layer }: Payload<'room:consumer'>): Promise<void> {
    const receiving = this.#consumers.get(consumerId);
    if (receiving === undefined) throw new Problem('not_found');
    const { consumer } = receiving;
    if (act === 'close') return consumer.close();
    receiving.wanted = act === 'resume';
    if (layer !== undefined && consumer.type === 'simulcast')
      await consumer.setPreferredLayers({ spatialLayer: layer, temporalLayer: 2 }).catch(unavailable);
    await this.#settle(receiving).catch(unavailable);
  }

  /** Its person speaks and listens elsewhere. */
  endSound(): void {
    for (const producer of this.#producers.values()) if (producer.kind === 'audio') producer.close();
    for (const { consumer } of this.#consumers.values()) if (consumer.kind === 'audio') consumer.close();
  }

  /** Called every second or so: pictures give way where voices suffer. */
  async look(now: number): Promise<void> {
    const voices = [...this.#consumers.values()].flatMap(({ consumer }) =>
      consumer.kind === 'audio' && !consumer.paused && !consumer.producerPaused ? [consumer.score.score] : [],
    );
    const held = !this.#valve.look(voices.length === 0 ? undefined : Math.min(...voices), now);
    if (held === this.#picturesHeld) return;
    this.#picturesHeld = held;
    this.around.changed();
    await Promise.all([...this.#consumers.values()].map((receiving) => this.#settle(receiving)));
  }

  close(): void {
    this.#closed = true;
    for (const { transport } of this.#transports.values()) transport.close();
  }

  #keep(producer: RoomProducer, router: RoomRouter): Answer<'room:produce'> {
    this.#producers.set(producer.id, producer);
    producer.observer.once('close', () => {
      this.#producers.delete(producer.id);
      this.around.closed(producer);
      this.around.changed();
    });
    for (const event of ['score', 'pause', 'resume'] as const) producer.observer.on(event, () => this.around.changed());
    this.around.opened(producer, router);
    this.around.changed();
    return { producerId: producer.id };
  }

  async #settle({ consumer, wanted }: Receiving): Promise<void> {
    const flows = wanted && !(this.#picturesHeld && consumer.kind === 'video');
    if (flows === !consumer.paused) return;
    await (flows ? consumer.resume() : consumer.pause());
  }

  #transport(transportId: string): { transport: WebRtcTransport; direction: 'send' | 'receive' } {
    const found = this.#transports.get(transportId);
    if (found === undefined) throw new Problem('not_found');
    return found;
  }
}

/** The router is gone or going, and its page hears so. */
function unavailable(error: unknown): never {
  throw new Problem('media_unavailable', undefined, { cause: error });
}
