import type { Device, ProducerOptions } from 'mediasoup-client/types';
import type { TrackSource } from '@lesblik/shared/room-events';

/** A quarter, half and the whole of the picture: the router gives each receiver what their line and their tile have room for. */
const LAYERS = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T3' },
];
const SCREEN = [{ maxBitrate: 2_500_000, maxFramerate: 15 }];
/** Marked as the first to be sent: a weak line gives the voice up last. */
const VOICE = [{ maxBitrate: 48_000, priority: 'high' as const, networkPriority: 'high' as const }];

/** How a track is sent, by what it shows. */
export function sendingOf(source: TrackSource, track: MediaStreamTrack, device: Device): Partial<ProducerOptions> {
  if (track.kind === 'audio') {
    const music = source === 'screen_sound';
    const codecOptions = { opusFec: true, opusDtx: !music, opusStereo: music, opusNack: true };
    return music ? { codecOptions } : { codecOptions, encodings: VOICE };
  }
  const codec = device.sendRtpCapabilities.codecs?.find(({ mimeType }) => mimeType.toLowerCase() === 'video/vp8');
  const encodings = source === 'camera' ? LAYERS : SCREEN;
  return { encodings, codecOptions: { videoGoogleStartBitrate: 1000 }, ...(codec && { codec }) };
}
