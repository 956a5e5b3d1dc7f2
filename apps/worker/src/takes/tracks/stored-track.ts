import { VIDEO_ORIENTATION } from '@lesblik/server/takes/track-journal';
import { RtpParameters } from '@lesblik/shared/rtp';
import { parsePacket, type RtpPacket } from '../rtp/packet.ts';

export type TrackSource = 'microphone' | 'camera' | 'screen' | 'screen_sound';
export type TrackCodec = 'opus' | 'vp8' | 'h264';

/** One stored track, as its row tells. */
export interface StoredTrack {
  id: string;
  personId: string;
  source: TrackSource;
  /** Payload types that carry sound or picture; all others (repairs, probes) are passed over. */
  codecs: Map<number, { codec: TrackCodec; clockRate: number }>;
  /** SSRCs of a camera's layers, the smallest picture first. */
  layers: number[];
  /** Whoever has the same is one device with one clock. */
  device: string;
  /** The header extension that tells how the camera was turned (3GPP TS 26.114, 7.4.5). */
  orientationId: number | undefined;
  openedAtMs: number;
  closedAtMs: number | null;
}

const codecs: Record<string, TrackCodec> = { 'audio/opus': 'opus', 'video/vp8': 'vp8', 'video/h264': 'h264' };

/** What is needed of a track's RTP parameters. */
export function readParameters(parameters: unknown, personId: string, trackId: string) {
  const { codecs: listed, encodings = [], headerExtensions = [], rtcp } = RtpParameters.parse(parameters);
  const known = listed.flatMap(({ mimeType, payloadType, clockRate }) => {
    const codec = codecs[mimeType.toLowerCase()];
    return codec === undefined ? [] : [[payloadType, { codec, clockRate }] as const];
  });
  return {
    codecs: new Map(known),
    layers: encodings.flatMap(({ ssrc }) => (ssrc === undefined ? [] : [ssrc])),
    device: rtcp?.cname === undefined ? trackId : `${personId} ${rtcp.cname}`,
    orientationId: headerExtensions.find(({ uri }) => uri === VIDEO_ORIENTATION)?.id,
  };
}

/** A packet of sound or picture with its codec. */
export function mediaPacket(track: StoredTrack, bytes: Uint8Array) {
  const packet = parsePacket(bytes);
  const kind = packet === undefined ? undefined : track.codecs.get(packet.payloadType);
  return packet === undefined || kind === undefined ? undefined : { packet, ...kind };
}

export type Turn = 0 | 90 | 180 | 270;
/** By its last two bits: what was turned against the clock before it was sent is turned back with it. */
const turns: readonly Turn[] = [0, 90, 180, 270];

/** How to turn what this packet carries clockwise to make it upright; undefined where it does not say. */
export function turnOf(
  { orientationId }: Pick<StoredTrack, 'orientationId'>,
  { extensions }: RtpPacket,
): Turn | undefined {
  const said = orientationId === undefined ? undefined : extensions.get(orientationId)?.[0];
  return said === undefined ? undefined : turns[said & 0x03];
}
