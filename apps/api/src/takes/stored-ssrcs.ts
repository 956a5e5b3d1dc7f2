import type { RtpEncodingParameters } from 'mediasoup/types';
import { z } from 'zod';

/** What is used of `producer.dump()`: a stream for each layer of which a packet came, told apart by its RID. */
const ReceivedStreams = z.object({
  rtpStreams: z.array(z.object({ params: z.object({ encodingIdx: z.int(), ssrc: z.int() }) })).optional(),
});

/**
 * Which SSRC a layer's packets are stored under, by the SSRC that its sender gave it: a pipe consumer has an SSRC of its
 * own for each encoding of the producer, in their order, and sender reports name the sender's. Browsers that send layers
 * do not say their SSRCs beforehand.
 */
export class StoredSsrcs {
  readonly #stored: number[];
  readonly #bySent = new Map<number, number>();

  constructor(sent: RtpEncodingParameters[], stored: RtpEncodingParameters[]) {
    this.#stored = stored.map(({ ssrc }) => ssrc ?? 0);
    for (const [n, { ssrc }] of sent.entries()) if (ssrc !== undefined) this.#add(n, ssrc);
  }

  of(sent: number): number | undefined {
    return this.#bySent.get(sent);
  }

  learn(dump: unknown): void {
    for (const { params } of ReceivedStreams.parse(dump).rtpStreams ?? []) this.#add(params.encodingIdx, params.ssrc);
  }

  #add(encoding: number, sent: number): void {
    const stored = this.#stored[encoding];
    if (stored !== undefined) this.#bySent.set(sent, stored);
  }
}
