import { join } from 'node:path';
import type { TrackRecord } from '@lesblik/server/takes/track-journal';
import type { StreamClock } from '../clock/take-clocks.ts';
import { InSequence } from '../rtp/in-sequence.ts';
import { isEmpty, SteadyTimes } from '../rtp/opus.ts';
import { Unwrapper } from '../rtp/unwrap.ts';
import { Chains } from './chains.ts';
import { MatroskaFile } from './matroska.ts';
import { PictureStreams, type ScannedTrack, type SeenFrame } from './scan.ts';
import { mediaPacket } from './stored-track.ts';
import type { NeededChain } from './visible.ts';

/** Where tracks are written, and how their time becomes the film's. */
export interface Writing {
  folder: string;
  clocks: ReadonlyMap<number, StreamClock>;
  /** The film's first moment on the room's clock. */
  zero: number;
}

/** A track's sound as a file. @returns when it begins, in milliseconds of the film; undefined where there is none */
export async function writeSound(
  { track }: ScannedTrack,
  records: AsyncIterable<TrackRecord>,
  { clocks, zero }: Writing,
  path: string,
): Promise<number | undefined> {
  const file = new MatroskaFile(path, 'opus');
  const streams = new Map<number, { order: InSequence; unwrapper: Unwrapper; times: SteadyTimes }>();
  const write = async (ssrc: number, ordered: ReturnType<InSequence['push']>) => {
    const [stream, clock] = [streams.get(ssrc), clocks.get(ssrc)];
    if (stream === undefined || clock === undefined) return;
    for (const { packet } of ordered) {
      const rtp = stream.unwrapper.next(packet.timestamp);
      if (isEmpty(packet.payload)) continue;
      const at = stream.times.next(packet.payload, rtp, clock(rtp) - zero);
      await file.add({ data: packet.payload, key: true, at });
    }
  };
  for await (const record of records) {
    const media = record.kind === 'packet' ? mediaPacket(track, record.packet) : undefined;
    if (media?.codec !== 'opus') continue;
    const { packet } = media;
    let stream = streams.get(packet.ssrc);
    if (stream === undefined) {
      stream = { order: new InSequence(), unwrapper: new Unwrapper(32), times: new SteadyTimes(media.clockRate) };
      streams.set(packet.ssrc, stream);
    }
    await write(packet.ssrc, stream.order.push(packet, record.arrivedAt));
  }
  for (const [ssrc, { order }] of streams) await write(ssrc, order.flush());
  await file.close();
  return file.firstAt;
}

export interface WrittenChain {
  needed: NeededChain;
  path: string;
}

/** The chains of a track's picture that the film needs, a file each. */
export async function writePictures(
  { track }: ScannedTrack,
  records: AsyncIterable<TrackRecord>,
  needed: readonly NeededChain[],
  { folder, clocks, zero }: Writing,
): Promise<WrittenChain[]> {
  const nameOf = (ssrc: number, index: number): string => `${track.id}.${ssrc}.${index}`;
  const wantedAs = new Map(needed.map((one) => [nameOf(one.chain.ssrc, one.chain.index), one]));
  const written = new Map<string, WrittenChain & { file: MatroskaFile }>();
  /** An SSRC's file that is written to; its chains come one after the other. */
  const files = new Map<number, MatroskaFile>();
  const counted = new Map<number, Chains>();
  let seen: SeenFrame[] = [];
  const streams = new PictureStreams(track, (next) => void seen.push(next));
  const write = async () => {
    for (const { frame, ssrc, codec, clockRate, turn } of seen) {
      const chains = counted.get(ssrc) ?? new Chains(ssrc, clockRate);
      counted.set(ssrc, chains);
      chains.frame(frame, turn);
      const name = nameOf(ssrc, chains.found.length - 1);
      const wanted = wantedAs.get(name);
      const at = (clocks.get(ssrc)?.(frame.rtp) ?? NaN) - zero;
      if (wanted === undefined || frame.rtp < wanted.fromKey || at >= wanted.to) continue;
      let target = written.get(name);
      if (target === undefined) {
        const path = join(folder, `${name}.mkv`);
        await files.get(ssrc)?.close();
        const file = new MatroskaFile(path, codec);
        files.set(ssrc, file);
        written.set(name, (target = { needed: wanted, path, file }));
      }
      await target.file.add({ data: frame.data, key: frame.key, at, description: frame.description });
    }
    seen = [];
  };
  for await (const record of records) {
    if (record.kind === 'packet') streams.packet(record.packet, record.arrivedAt);
    if (seen.length > 0) await write();
  }
  streams.end();
  await write();
  for (const file of files.values()) await file.close();
  return [...written.values()].map(({ needed: chain, path }) => ({ needed: chain, path }));
}
