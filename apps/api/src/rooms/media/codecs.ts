import type { RouterRtpCodecCapability } from 'mediasoup/types';

/**
 * All that a call offers. Opus with in-band error correction and silence left out (RFC 7587); of video what every
 * browser has (RFC 7742): VP8, and H.264 as constrained baseline.
 */
export const codecs: RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
];
