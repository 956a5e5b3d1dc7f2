import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Request } from '@lesblik/shared/sockets';
import type { DtlsParameters, Producer } from 'mediasoup/types';
import type { BareRequest } from '../support/bare-media.ts';
import { type CallLine, CallSchool } from '../support/call-school.ts';
import { MediaSender, type Offer, type Sent } from '../support/media-sender.ts';
import { childrenOf, cpuSeconds } from '../support/process-figures.ts';
import { type Figure, ratio, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';

const ROOMS = 4;
const IDLE_MS = 15_000;
const SETTLE_MS = 8_000;
const MEASURE_MS = 60_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Opened extends Offer {
  transportId: string;
}

/** Somebody in a room, wherever it is. */
interface Place {
  /** Of what was forwarded. */
  got: { bytes: number };
  open: (direction: 'send' | 'receive') => Promise<Opened>;
  connect: (transportId: string, dtlsParameters: DtlsParameters) => Promise<unknown>;
  produce: (transportId: string, sent: Sent) => Promise<{ producerId: string }>;
  consume: (transportId: string, producerId: string) => Promise<unknown>;
}

const placeIn = (line: CallLine, sender: MediaSender, got: Place['got']): Place => ({
  got,
  open: async (direction) => (await line.ask('room:transport', { direction, tcp: false })) as unknown as Opened,
  connect: (transportId, dtlsParameters) =>
    line.ask('room:connect-transport', {
      transportId,
      dtlsParameters,
    }),
  produce: (transportId, { kind, rtpParameters }) =>
    line.ask('room:produce', {
      transportId,
      source: kind === 'audio' ? 'microphone' : 'camera',
      rtpParameters: rtpParameters as unknown as Request<'room:produce'>['rtpParameters'],
    }),
  consume: async (transportId, producerId) => {
    const rtpCapabilities = sender.capabilities as Request<'room:consume'>['rtpCapabilities'];
    const { consumerId } = await line.ask('room:consume', { transportId, producerId, rtpCapabilities });
    await line.ask('room:consumer', { consumerId, act: 'resume' });
  },
});

class Bare {
  readonly child: ChildProcess;
  readonly workerPid: number;
  #count = 0;

  private constructor(child: ChildProcess, workerPid: number) {
    this.child = child;
    this.workerPid = workerPid;
  }

  static async start(): Promise<Bare> {
    const script = join(import.meta.dirname, '../support/bare-media.ts');
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const workerPid = await new Promise<number>((resolve, reject) => {
      child.once('message', (told: { workerPid: number }) => resolve(told.workerPid));
      child.once('exit', (code) => reject(new Error(`bare mediasoup ended with ${code}`)));
    });
    return new Bare(child, workerPid);
  }

  place(room: number, sender: MediaSender, got: Place['got']): Place {
    return {
      got,
      open: () => this.#ask<Opened>({ act: 'transport', room }),
      connect: (transportId, dtlsParameters) => this.#ask({ act: 'connect', transportId, dtlsParameters }),
      produce: (transportId, sent) => this.#ask({ act: 'produce', transportId, ...sent }),
      consume: (transportId, producerId) =>
        this.#ask({ act: 'consume', transportId, producerId, rtpCapabilities: sender.capabilities }),
    };
  }

  #ask<T>(request: BareRequest): Promise<T> {
    this.#count += 1;
    const n = this.#count;
    return new Promise((resolve, reject) => {
      const hear = (told: { n: number; value: T; error?: string }) => {
        if (told.n !== n) return;
        this.child.off('message', hear);
        if (told.error === undefined) resolve(told.value);
        else reject(new Error(`${request.act}: ${told.error}`));
      };
      this.child.on('message', hear);
      this.child.send({ n, request });
    });
  }
}

/** Both send their tracks, and each receives the other's. */
async function talk(sender: MediaSender, places: readonly [Place, Place], tracks: readonly [Producer[], Producer[]]) {
  const sides = [];
  for (const [at, place] of places.entries()) {
    const send = await place.open('send');
    const arrived = (bytes: number) => (place.got.bytes += bytes);
    const through = await sender.connect(send, (dtls) => place.connect(send.transportId, dtls), arrived);
    const producerIds: string[] = [];
    for (const track of tracks[at] ?? [])
      producerIds.push((await place.produce(send.transportId, await through(track))).producerId);
    const receive = await place.open('receive');
    await sender.connect(receive, (dtls) => place.connect(receive.transportId, dtls), arrived);
    sides.push({ place, receive, producerIds });
  }
  for (const { place, receive, producerIds } of sides)
    for (const other of sides)
      if (other.producerIds !== producerIds)
        for (const id of other.producerIds) await place.consume(receive.transportId, id);
}

export const callCpu: Row = {
  name: 'call-cpu',
  async run(): Promise<Figure[]> {
    const school = await School.open({ MEDIASOUP_WORKERS: '1' });
    const sender = await MediaSender.open();
    const bare = await Bare.start();
    const lines: CallLine[] = [];
    const [got, gotBare] = [{ bytes: 0 }, { bytes: 0 }];
    try {
      await school.product.kill('worker');
      const calls = await CallSchool.of(school);
      const api = school.product.pid('api');
      const idleBefore = await cpuSeconds(api);
      await wait(IDLE_MS);
      const idle = ((await cpuSeconds(api)) - idleBefore) * (60_000 / IDLE_MS);
      for (let room = 0; room < ROOMS; room += 1) {
        const tracks = [await sender.person(), await sender.person()] as const;
        const { pages } = await calls.call();
        lines.push(...pages);
        await talk(sender, [placeIn(pages[0], sender, got), placeIn(pages[1], sender, got)], tracks);
        await talk(sender, [bare.place(room, sender, gotBare), bare.place(room, sender, gotBare)], tracks);
      }
      const [worker = 0] = await childrenOf(api, 'mediasoup-worker');
      const pids = { api, worker, bare: bare.child.pid ?? 0, bareWorker: bare.workerPid };
      const read = async () => ({
        api: await cpuSeconds(pids.api),
        worker: await cpuSeconds(pids.worker),
        bare: await cpuSeconds(pids.bare),
        bareWorker: await cpuSeconds(pids.bareWorker),
      });
      await wait(SETTLE_MS);
      const before = await read();
      const bytesBefore = [got.bytes, gotBare.bytes] as const;
      await wait(MEASURE_MS);
      const forwarded = (got.bytes - bytesBefore[0]) / (gotBare.bytes - bytesBefore[1]);
      const after = await read();
      const used = (of: keyof typeof pids) => ((after[of] - before[of]) * 60_000) / MEASURE_MS / ROOMS;
      // The same came through both, or they are not to be compared.
      if (Math.abs(forwarded - 1) > 0.02) throw new Error(`${forwarded} of what bare mediasoup forwarded`);
      const [ours, theirs] = [used('api') + used('worker'), used('bare') + used('bareWorker')];
      const share = ours / theirs;
      const ofCalls = (ours - idle / ROOMS) / theirs;
      const two = (value: number) => value.toFixed(2);
      return [
        {
          what: 'CPU seconds a room-minute, 4 rooms of two who send 1.5 Mbit/s each',
          against: `bare mediasoup forwarding the same packets at the same time, ${two(theirs)} s`,
          measured: `${ratio(share)} (worker ${two(used('worker'))} s, API ${two(used('api'))} s); ${ratio(ofCalls)} without what the API takes with no call`,
          reach: '≤ 1.05',
          reached: share <= 1.05,
          numbers: {
            share,
            ofCalls,
            forwarded,
            bytesPerSecond: ((got.bytes - bytesBefore[0]) * 1000) / MEASURE_MS,
            idleApiPerMinute: idle,
            api: used('api'),
            worker: used('worker'),
            bare: used('bare'),
            bareWorker: used('bareWorker'),
          },
        },
      ];
    } finally {
      for (const line of lines) line.close();
      sender.close();
      bare.child.disconnect();
      await school.close();
    }
  },
};
