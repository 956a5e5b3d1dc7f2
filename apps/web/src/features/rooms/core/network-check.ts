import type { Transport } from 'mediasoup-client/types';
import type { Request } from '@lesblik/shared/sockets';
import { loadDevice } from './media-device.ts';
import type { RoomLine } from './room-line.ts';
import { makeTransport } from './transport-pair.ts';

export interface NetworkReport {
  readonly way: 'udp' | 'tcp' | 'relay';
  /** There and back through the media server, in milliseconds. */
  readonly roundTripMs: number;
  /** Of what was sent, between 0 and 1. */
  readonly loss: number;
}

const CONNECT_MS = 6000;
const MEASURE_MS = 2500;

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Sends a moving picture of its own through the media server and back to itself, and counts what arrives. */
export async function checkNetwork(line: RoomLine, tcp = false): Promise<NetworkReport> {
  const { routerRtpCapabilities, transportId } = await line.ask('room:transport', { direction: 'send', tcp });
  void line.tell('room:close-transport', { transportId });
  const device = await loadDevice(routerRtpCapabilities);
  const picture = movingPicture();
  const opened: Transport[] = [];
  try {
    const send = await makeTransport(line, device, 'send', tcp);
    opened.push(send);
    const receive = await makeTransport(line, device, 'receive', tcp);
    opened.push(receive);
    const codec = device.sendRtpCapabilities.codecs?.find(({ mimeType }) => mimeType.toLowerCase() === 'video/vp8');
    const producer = await inTime(
      send.produce({
        track: picture.track,
        encodings: [{ maxBitrate: 400_000 }],
        ...(codec && { codec }),
        appData: { source: 'check', paused: false },
      }),
    );
    const { consumerId, kind, rtpParameters } = await line.ask('room:consume', {
      transportId: receive.id,
      producerId: producer.id,
      rtpCapabilities: device.recvRtpCapabilities as Request<'room:consume'>['rtpCapabilities'],
    });
    const consumer = await receive.consume({
      id: consumerId,
      producerId: producer.id,
      kind,
      rtpParameters: rtpParameters as Parameters<Transport['consume']>[0]['rtpParameters'],
    });
    await line.ask('room:consumer', { consumerId, act: 'resume' });
    await inTime(arrives(receive));
    await wait(MEASURE_MS);
    const report = read([...(await send.getStats()).values(), ...(await consumer.getStats()).values()] as Stat[]);
    return report;
  } finally {
    picture.stop();
    for (const transport of opened) {
      transport.close();
      void line.tell('room:close-transport', { transportId: transport.id });
    }
  }
}

interface Stat {
  type: string;
  id: string;
  [key: string]: unknown;
}

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** From the browser's own figures (https://www.w3.org/TR/webrtc-stats/). */
function read(stats: readonly Stat[]): NetworkReport {
  const pair = stats.find((stat) => stat.type === 'candidate-pair' && stat['nominated'] === true);
  const local = stats.find((stat) => stat.id === pair?.['localCandidateId']);
  const remote = stats.find((stat) => stat.id === pair?.['remoteCandidateId']);
  const inbound = stats.filter((stat) => stat.type === 'inbound-rtp');
  const came = inbound.reduce((sum, stat) => sum + number(stat['packetsReceived']), 0);
  const lost = inbound.reduce((sum, stat) => sum + Math.max(0, number(stat['packetsLost'])), 0);
  const relayed = local?.['candidateType'] === 'relay';
  return {
    way: relayed ? 'relay' : remote?.['protocol'] === 'tcp' || local?.['protocol'] === 'tcp' ? 'tcp' : 'udp',
    roundTripMs: Math.round(number(pair?.['currentRoundTripTime']) * 1000),
    loss: came + lost > 0 ? lost / (came + lost) : 1,
  };
}

async function arrives(transport: Transport): Promise<void> {
  for (;;) {
    const stats = [...(await transport.getStats()).values()] as Stat[];
    if (stats.some((stat) => stat.type === 'inbound-rtp' && number(stat['packetsReceived']) > 0)) return;
    await wait(100);
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error('nothing came through')), CONNECT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function movingPicture(): { track: MediaStreamTrack; stop: () => void } {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const ctx = canvas.getContext('2d');
  let hue = 0;
  const timer = setInterval(() => {
    if (!ctx) return;
    hue = (hue + 29) % 360;
    for (let i = 0; i < 40; i += 1) {
      ctx.fillStyle = `hsl(${(hue + i * 37) % 360} 60% 50%)`;
      ctx.fillRect(Math.random() * 320, Math.random() * 180, 40, 30);
    }
  }, 66);
  const [track] = canvas.captureStream(15).getVideoTracks();
  if (!track) throw new Error('a canvas has a picture');
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
}

/** What the figures mean for a conversation. */
export function judge({ way, roundTripMs, loss }: NetworkReport): 'good' | 'fair' | 'poor' {
  if (loss > 0.08 || roundTripMs > 400) return 'poor';
  return loss > 0.02 || roundTripMs > 180 || way === 'tcp' ? 'fair' : 'good';
}
