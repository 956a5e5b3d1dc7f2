import type { HlsConfig, LoadPolicy, RetryConfig } from 'hls.js';

const IN_WORK = 503;

/** Six seconds or so is what a piece takes that is made for the asker; half a minute covers a busy machine. */
const retries: RetryConfig = {
  maxNumRetry: 40,
  retryDelayMs: 400,
  maxRetryDelayMs: 2000,
  backoff: 'linear',
  shouldRetry: (config, count, timedOut, response, retry) =>
    retry || (count < (config?.maxNumRetry ?? 0) && (timedOut || response?.code === IN_WORK)),
};

const few: RetryConfig = { maxNumRetry: 4, retryDelayMs: 500, maxRetryDelayMs: 4000 };

/** The server holds a request for a piece in work for some seconds before it says "try again". */
const pieces: LoadPolicy = {
  default: { maxTimeToFirstByteMs: 20_000, maxLoadTimeMs: 120_000, timeoutRetry: retries, errorRetry: retries },
};
const lists: LoadPolicy = {
  default: { maxTimeToFirstByteMs: 10_000, maxLoadTimeMs: 20_000, timeoutRetry: few, errorRetry: few },
};

export const hlsConfig = (): Partial<HlsConfig> => ({
  // Fragmented MP4 passes through unchanged: there is nothing for a second thread to do.
  enableWorker: false,
  autoStartLoad: false,
  startFragPrefetch: true,
  testBandwidth: false,
  abrEwmaDefaultEstimate: 4_000_000,
  capLevelToPlayerSize: true,
  maxBufferLength: 30,
  maxMaxBufferLength: 60,
  backBufferLength: 60,
  fragLoadPolicy: pieces,
  playlistLoadPolicy: lists,
  manifestLoadPolicy: lists,
});
