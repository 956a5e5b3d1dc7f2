import { z } from 'zod';

/**
 * What mediasoup-client and mediasoup say to each other (ORTC's shapes: https://mediasoup.org/documentation/v3/mediasoup/rtp-parameters-and-capabilities/),
 * bounded, so that nothing of any size or kind reaches the media router unseen.
 */
const Word = z.string().max(255);
const Few = <T extends z.ZodType>(item: T) => z.array(item).max(64);
const Parameters = z.record(Word, z.union([Word, z.number(), z.boolean(), z.null()]));
const Feedback = z.object({ type: Word, parameter: Word.optional() });
const Kind = z.enum(['audio', 'video']);
const U8 = z.int().min(0).max(255);
const U32 = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);

const Codec = z.object({
  mimeType: Word,
  clockRate: U32,
  channels: U8.optional(),
  parameters: Parameters.optional(),
  rtcpFeedback: Few(Feedback).optional(),
});

export const RtpCapabilities = z.object({
  codecs: Few(Codec.extend({ kind: Kind, preferredPayloadType: U8.optional() })).optional(),
  headerExtensions: Few(
    z.object({
      kind: Kind,
      uri: Word,
      preferredId: U8,
      preferredEncrypt: z.boolean().optional(),
      direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
    }),
  ).optional(),
});
export type RtpCapabilities = z.infer<typeof RtpCapabilities>;

export const RtpParameters = z.object({
  mid: Word.optional(),
  msid: Word.optional(),
  codecs: Few(Codec.extend({ payloadType: U8 })),
  headerExtensions: Few(
    z.object({ uri: Word, id: U8, encrypt: z.boolean().optional(), parameters: Parameters.optional() }),
  ).optional(),
  encodings: z
    .array(
      z.object({
        ssrc: U32.optional(),
        rid: Word.optional(),
        codecPayloadType: U8.optional(),
        rtx: z.object({ ssrc: U32 }).optional(),
        dtx: z.boolean().optional(),
        scalabilityMode: Word.optional(),
        scaleResolutionDownBy: z.number().optional(),
        maxBitrate: z.number().optional(),
        maxFramerate: z.number().optional(),
        active: z.boolean().optional(),
        adaptivePtime: z.boolean().optional(),
        priority: z.enum(['very-low', 'low', 'medium', 'high']).optional(),
        networkPriority: z.enum(['very-low', 'low', 'medium', 'high']).optional(),
      }),
    )
    .max(4)
    .optional(),
  rtcp: z
    .object({ cname: Word.optional(), reducedSize: z.boolean().optional(), mux: z.boolean().optional() })
    .optional(),
});
export type RtpParameters = z.infer<typeof RtpParameters>;

export const DtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^[0-9A-Fa-f:]{1,200}$/),
      }),
    )
    .min(1)
    .max(8),
});
export type DtlsParameters = z.infer<typeof DtlsParameters>;

export const IceParameters = z.object({ usernameFragment: Word, password: Word, iceLite: z.boolean().optional() });
export const IceCandidate = z.object({
  foundation: Word,
  priority: z.number(),
  ip: Word,
  address: Word,
  protocol: z.enum(['udp', 'tcp']),
  port: z.int(),
  type: z.enum(['host', 'srflx', 'prflx', 'relay']),
  tcpType: z.enum(['active', 'passive', 'so']).optional(),
});
/** A browser's RTCIceServer: TURN with credentials that soon run out. */
export const IceServer = z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() });
export type IceServer = z.infer<typeof IceServer>;
