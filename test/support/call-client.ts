import { randomUUID } from 'node:crypto';
import wrtc from '@roamhq/wrtc';
import { Device } from 'mediasoup-client';
import type { Consumer, Producer, RtpCapabilities, Transport } from 'mediasoup-client/types';
import type { Playhead } from '@lesblik/shared/playhead';
import type { RoomState, TrackSource } from '@lesblik/shared/room-events';
import type { Answer, Payload, Request, RequestName } from '@lesblik/shared/sockets';
import { ReviewPage } from './review-page.ts';
import { until } from './until.ts';
import type { Somebody } from './world.ts';

// What mediasoup-client finds in a browser.
Object.assign(globalThis, {
  RTCPeerConnection: wrtc.RTCPeerConnection,
  RTCSessionDescription: wrtc.RTCSessionDescription,
  RTCIceCandidate: wrtc.RTCIceCandidate,
  MediaStream: wrtc.MediaStream,
  MediaStreamTrack: wrtc.MediaStreamTrack,
});

/** The requests that a page sends with its room, and often with its device, already filled in. */
type Rest<N extends RequestName> = Omit<Request<N>, 'roomId' | 'deviceId'>;

/** One page in a call: the page's socket, and WebRTC that is no browser's. */
export class CallClient {
  readonly device = new Device({ handlerName: 'Chrome111' });
  readonly producers = new Map<TrackSource, Producer>();
  readonly consumers = new Map<string, Consumer>();
  send: Transport | undefined;
  receive: Transport | undefined;
  page: ReviewPage;

  private constructor(
    private readonly url: string,
    readonly person: Somebody,
    readonly roomId: string,
    readonly deviceId: string,
    page: ReviewPage,
  ) {
    this.page = page;
  }

  static async open(
    url: string,
    person: Somebody,
    roomId: string,
    deviceId: string = randomUUID(),
  ): Promise<CallClient> {
    return new CallClient(url, person, roomId, deviceId, await ReviewPage.open(url, person));
  }

  /** A request of the contract for this room and device. @throws the problem's code */
  async ask<N extends RequestName>(name: N, rest: Rest<N>): Promise<Answer<N>> {
    const payload = { roomId: this.roomId, deviceId: this.deviceId, ...rest } as unknown as Request<N>;
    const answer = await this.page.ask(name, payload);
    if (!answer.ok) throw new Error(answer.problem.code);
    return answer.value;
  }

  knock(): Promise<Answer<'room:knock'>> {
    return this.ask('room:knock', {});
  }

  /** Comes in; with media unless told otherwise. */
  async enter(withMedia = true): Promise<Answer<'room:enter'>> {
    const entered = await this.ask('room:enter', {});
    if (withMedia && !entered.media) await this.connectMedia(entered.routerRtpCapabilities);
    return entered;
  }

  /** Transports for sending and receiving, anew. */
  async connectMedia(
    capabilities: Answer<'room:enter'>['routerRtpCapabilities'],
    { tcp = false, relay = false }: { tcp?: boolean; relay?: boolean } = {},
  ): Promise<void> {
    this.closeMedia();
    if (!this.device.loaded) await this.device.load({ routerRtpCapabilities: capabilities as RtpCapabilities });
    this.send = this.#transport(await this.ask('room:transport', { direction: 'send', tcp }), 'send', relay);
    this.receive = this.#transport(await this.ask('room:transport', { direction: 'receive', tcp }), 'receive', relay);
  }

  async produce(
    source: TrackSource,
    track: MediaStreamTrack,
    options: { simulcast?: boolean; paused?: boolean } = {},
  ): Promise<Producer> {
    if (this.send === undefined) throw new Error('enter first');
    const layers = [
      { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
      { scaleResolutionDownBy: 2, maxBitrate: 500_000 },
      { scaleResolutionDownBy: 1, maxBitrate: 1_500_000 },
    ];
    const producer = await this.send.produce({
      track,
      stopTracks: false,
      ...(options.simulcast === true && { encodings: layers }),
      ...(track.kind === 'audio' && { codecOptions: { opusDtx: true, opusFec: true } }),
      appData: { source, paused: options.paused ?? false },
    });
    this.producers.set(source, producer);
    return producer;
  }

  /** Receives a track that is there, and lets it flow. */
  async consume(producerId: string): Promise<Consumer> {
    const { receive } = this;
    if (receive === undefined) throw new Error('enter first');
    const { consumerId, kind, rtpParameters } = await this.ask('room:consume', {
      transportId: receive.id,
      producerId,
      rtpCapabilities: this.device.recvRtpCapabilities as Payload<'room:consume'>['rtpCapabilities'],
    });
    const consumer = await receive.consume({
      id: consumerId,
      producerId,
      kind,
      rtpParameters: rtpParameters as Consumer['rtpParameters'],
    });
    this.consumers.set(producerId, consumer);
    await this.ask('room:consumer', { consumerId, act: 'resume' });
    return consumer;
  }

  /** The newest state that this page was told. */
  get state(): RoomState | undefined {
    return this.page
      .of('room:state')
      .filter(({ roomId }) => roomId === this.roomId)
      .toSorted((a, b) => a.revision - b.revision)
      .at(-1);
  }

  get playhead(): Playhead | null | undefined {
    return this.page.of('room:playhead').at(-1)?.playhead;
  }

  /** Waits for a state in which this holds. */
  sees<T>(what: (state: RoomState) => T | undefined | false, withinMs = 10_000): Promise<T> {
    return until(() => (this.state === undefined ? undefined : what(this.state)), withinMs, 'such a state of the room');
  }

  /** Waits until this person sends such a track. @returns the id of its producer */
  track(personId: string, source: TrackSource): Promise<string> {
    return this.sees(
      ({ people }) =>
        people
          .find(({ person }) => person.id === personId)
          ?.devices.flatMap(({ tracks }) => tracks)
          .find((track) => track.source === source)?.producerId,
    );
  }

  /** The line goes down and a new one comes up, as after a change of network. */
  async reconnect(): Promise<void> {
    this.page.close();
    this.page = await ReviewPage.open(this.url, this.person);
  }

  closeMedia(): void {
    this.send?.close();
    this.receive?.close();
    this.send = undefined;
    this.receive = undefined;
    this.producers.clear();
    this.consumers.clear();
  }

  close(): void {
    this.closeMedia();
    this.page.close();
  }

  #transport(offer: Answer<'room:transport'>, direction: 'send' | 'receive', relay: boolean): Transport {
    const { transportId: id, iceParameters, iceCandidates, dtlsParameters, iceServers } = offer;
    const options = {
      ...{ id, iceParameters, iceCandidates, dtlsParameters, iceServers },
      iceTransportPolicy: relay ? 'relay' : 'all',
    } as Parameters<Device['createSendTransport']>[0];
    const transport =
      direction === 'send' ? this.device.createSendTransport(options) : this.device.createRecvTransport(options);
    transport.on('connect', ({ dtlsParameters: own }, done, fail) => {
      const payload = { transportId: id, dtlsParameters: own as Payload<'room:connect-transport'>['dtlsParameters'] };
      this.ask('room:connect-transport', payload).then(() => done(), fail);
    });
    if (direction === 'receive') return transport;
    transport.on('produce', ({ rtpParameters, appData }, done, fail) => {
      const { source, paused } = appData as { source: TrackSource; paused: boolean };
      const parameters = rtpParameters as Payload<'room:produce'>['rtpParameters'];
      this.ask('room:produce', { transportId: id, source, paused, rtpParameters: parameters }).then(
        ({ producerId }) => done({ id: producerId }),
        fail,
      );
    });
    return transport;
  }
}
