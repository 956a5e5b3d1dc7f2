import { randomBytes, randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createWorker } from 'mediasoup';
import type {
  DtlsParameters,
  Producer,
  Router,
  RtpCapabilities,
  RtpParameters,
  WebRtcTransport,
  Worker,
} from 'mediasoup/types';
import { rtpPacket, vp8 } from '../../support/made-rtp.ts';
import { bindingRequest, type IceParameters, isDtls, isStun } from './ice-client.ts';

const OPUS = 111;
const VP8 = 96;
const AUDIO_LEVEL = { uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level' as const, id: 10 };
const CONSENT_MS = 2_000;
const FRAME_MS = 40;
/** With 1,200 bytes each: 1.5 Mbit/s, as the largest layer of a call's camera. */
const PACKETS_A_FRAME = 6;
const VOICE_MS = 20;

/** A transport as whoever forwards offers it, in the words of mediasoup. */
export interface Offer {
  iceParameters: IceParameters;
  iceCandidates: { protocol: string; address: string; port: number }[];
  dtlsParameters: DtlsParameters;
}

export interface Sent {
  kind: 'audio' | 'video';
  rtpParameters: RtpParameters;
}

/**
 * Somebody's end of WebRTC, without a browser and without encoding anything: a mediasoup worker of the bench's own does
 * DTLS and SRTP, and what neither it nor the other side does, as both wait to be asked (ICE-lite), a socket between them
 * does. So the same made packets go to as many forwarders as are to be compared, at the same time.
 */
export class MediaSender {
  readonly worker: Worker;
  readonly #router: Router;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #sockets: Socket[] = [];

  private constructor(worker: Worker, router: Router) {
    this.worker = worker;
    this.#router = router;
  }

  static async open(): Promise<MediaSender> {
    const worker = await createWorker({ logLevel: 'none' });
    const mediaCodecs = [
      { kind: 'audio' as const, mimeType: 'audio/opus', clockRate: 48_000, channels: 2, preferredPayloadType: OPUS },
      { kind: 'video' as const, mimeType: 'video/VP8', clockRate: 90_000, preferredPayloadType: VP8 },
    ];
    return new MediaSender(worker, await worker.createRouter({ mediaCodecs }));
  }

  /** What a receiver says it takes: every frame as it was sent, nothing sent again, no estimate of its line. */
  get capabilities(): RtpCapabilities {
    const { codecs = [], headerExtensions = [] } = this.#router.rtpCapabilities;
    const plain = codecs
      .filter(({ mimeType }) => !/rtx$/i.test(mimeType))
      .map((codec) => ({ ...codec, rtcpFeedback: [{ type: 'nack', parameter: 'pli' }] }));
    return {
      codecs: plain,
      headerExtensions: headerExtensions.filter(({ uri }) => !/transport-wide|abs-send/.test(uri)),
    };
  }

  /** A voice that speaks and a camera, sent from now on, at real time. */
  async person(): Promise<Producer[]> {
    const transport = await this.#router.createDirectTransport();
    const ssrc = randomInt(1, 2 ** 31);
    const voice = await transport.produce({
      kind: 'audio',
      rtpParameters: {
        codecs: [{ mimeType: 'audio/opus', payloadType: OPUS, clockRate: 48_000, channels: 2 }],
        headerExtensions: [AUDIO_LEVEL],
        encodings: [{ ssrc }],
      },
    });
    const camera = await transport.produce({
      kind: 'video',
      rtpParameters: {
        codecs: [{ mimeType: 'video/VP8', payloadType: VP8, clockRate: 90_000 }],
        encodings: [{ ssrc: ssrc + 1 }],
      },
    });
    const sound = randomBytes(120);
    let voices = 0;
    this.#every(VOICE_MS, () => {
      voices += 1;
      const level = { id: AUDIO_LEVEL.id, body: Buffer.from([20 + (voices % 10)]) };
      voice.send(
        rtpPacket({
          ssrc,
          payloadType: OPUS,
          sequence: voices,
          timestamp: voices * 960,
          payload: sound,
          extensions: [level],
        }),
      );
    });
    const noise = randomBytes(1_150)
      .toString('latin1')
      .replace(/[^\x20-\x7e]/g, 'x');
    let frames = 0;
    this.#every(FRAME_MS, () => {
      frames += 1;
      for (let part = 0; part < PACKETS_A_FRAME; part += 1) {
        const sequence = frames * PACKETS_A_FRAME + part;
        const marker = part === PACKETS_A_FRAME - 1;
        const payload = part === 0 ? vp8(noise, frames % 25 === 1) : Buffer.from(`\0\0${noise}`);
        const header = { ssrc: ssrc + 1, payloadType: VP8, sequence, timestamp: frames * 3_600, marker };
        camera.send(rtpPacket({ ...header, payload }));
      }
    });
    return [voice, camera];
  }

  /**
   * Connects to what was offered. @param arrived told of the bytes of each packet that comes back
   * @returns how to send a track through it, and what the other side has to know of it
   */
  async connect(
    offer: Offer,
    accept: (dtlsParameters: DtlsParameters) => Promise<unknown>,
    arrived: (bytes: number) => void,
  ): Promise<(producer: Producer) => Promise<Sent>> {
    const transport = await this.#router.createWebRtcTransport({
      listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }],
      enableTcp: false,
    });
    await transport.connect({ dtlsParameters: { ...offer.dtlsParameters, role: 'server' } });
    await accept({ ...transport.dtlsParameters, role: 'client' });
    const connected = dtlsConnected(transport);
    await this.#bridge(transport, offer, arrived);
    await connected;
    return async (producer) => {
      const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities: this.capabilities });
      return { kind: consumer.kind, rtpParameters: consumer.rtpParameters };
    };
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.worker.close();
    for (const socket of this.#sockets) socket.close();
  }

  /** At real time, however late the timer comes. */
  #every(ms: number, act: () => void): void {
    const since = performance.now();
    let count = 0;
    this.#timers.push(
      setInterval(() => {
        for (; count * ms < performance.now() - since; count += 1) act();
      }, ms),
    );
  }

  /** Asks both to talk, lets them agree on keys, and then passes on what is sent; what comes back is counted. */
  async #bridge(transport: WebRtcTransport, offer: Offer, arrived: (bytes: number) => void): Promise<void> {
    const [own, theirs] = [transport.iceCandidates[0], offer.iceCandidates.find(({ protocol }) => protocol === 'udp')];
    if (own === undefined || theirs === undefined) throw new Error('nothing to connect to');
    const [toOwn, toTheirs] = await Promise.all([this.#socket(), this.#socket()]);
    toOwn.on('message', (packet) => {
      if (!isStun(packet)) toTheirs.send(packet, theirs.port, theirs.address);
    });
    toTheirs.on('message', (packet) => {
      if (isDtls(packet)) toOwn.send(packet, own.port, own.address);
      else if (!isStun(packet)) arrived(packet.length);
    });
    const ask = () => {
      toOwn.send(bindingRequest(transport.iceParameters), own.port, own.address);
      toTheirs.send(bindingRequest(offer.iceParameters), theirs.port, theirs.address);
    };
    ask();
    this.#timers.push(setInterval(ask, CONSENT_MS));
  }

  async #socket(): Promise<Socket> {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
    this.#sockets.push(socket);
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return socket;
  }
}

function dtlsConnected(transport: WebRtcTransport): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`DTLS is ${transport.dtlsState}`)), 20_000);
    transport.on('dtlsstatechange', (state) => {
      if (state !== 'connected' && state !== 'failed') return;
      clearTimeout(late);
      if (state === 'connected') resolve();
      else reject(new Error('DTLS failed'));
    });
  });
}
