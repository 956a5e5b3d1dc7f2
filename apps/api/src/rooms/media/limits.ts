/** What one page may hold open at the media router. */
export const limits = {
  /** Sending and receiving, for the call and for the test before it, once more while one of them is being replaced. */
  transportsPerDevice: 6,
  producersPerRoom: 32,
  /** A camera in three layers, or a screen, with sound. */
  incomingBitsPerSecond: 4_500_000,
  /** Three cameras and a screen. */
  outgoingBitsPerSecond: 10_000_000,
  /** Where the bandwidth estimate of a receiver starts: low enough for a phone, high enough for a middle layer. */
  firstOutgoingBitsPerSecond: 1_000_000,
} as const;
