/** Bare mediasoup: forwards what is sent in each room to the others there and does nothing else. Spoken to over IPC. */
import { createWorker } from 'mediasoup';
import type { Router, RtpCapabilities, RtpParameters, DtlsParameters, WebRtcTransport } from 'mediasoup/types';
import { codecs } from '../../../apps/api/src/rooms/media/codecs.ts';

export type BareRequest =
  | { act: 'transport'; room: number }
  | { act: 'connect'; transportId: string; dtlsParameters: DtlsParameters }
  | { act: 'produce'; transportId: string; kind: 'audio' | 'video'; rtpParameters: RtpParameters }
  | { act: 'consume'; transportId: string; producerId: string; rtpCapabilities: RtpCapabilities };

const worker = await createWorker({ logLevel: 'warn' });
const webRtcServer = await worker.createWebRtcServer({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] });
const routers = new Map<number, Router>();
const transports = new Map<string, WebRtcTransport>();

async function answer(request: BareRequest): Promise<unknown> {
  if (request.act === 'transport') {
    const router = routers.get(request.room) ?? (await worker.createRouter({ mediaCodecs: codecs }));
    routers.set(request.room, router);
    const transport = await router.createWebRtcTransport({ webRtcServer });
    transports.set(transport.id, transport);
    const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
    return { transportId: id, iceParameters, iceCandidates, dtlsParameters };
  }
  const transport = transports.get(request.transportId);
  if (transport === undefined) throw new Error('no such transport');
  if (request.act === 'connect') return transport.connect(request);
  if (request.act === 'produce') return { producerId: (await transport.produce(request)).id };
  await transport.consume(request);
  return {};
}

process.on('message', ({ n, request }: { n: number; request: BareRequest }) => {
  answer(request).then(
    (value) => process.send?.({ n, value: value ?? {} }),
    (error: unknown) => process.send?.({ n, error: String(error) }),
  );
});
// mediasoup catches SIGTERM for its worker's sake and leaves the process alive.
process.on('disconnect', () => process.exit());
process.send?.({ workerPid: worker.pid });
