import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Parts of hls.js that our playlists never need: from its source it is 124 kB gzip instead of 180. */
const UNUSED_IN_HLS = [
  'EME_DRM',
  'SUBTITLES',
  'CMCD',
  'CONTENT_STEERING',
  'VARIABLE_SUBSTITUTION',
  'M2TS_ADVANCED_CODECS',
  'MEDIA_CAPABILITIES',
  'INTERSTITIALS',
  'IFRAMES',
];

/** Readers of containers that our segments never are: they are fragmented MP4, which passes through. Another 12 kB. */
const UNUSED_DEMUXERS = [
  '../demux/tsdemuxer',
  './audio/mp3demuxer',
  './audio/ac3-demuxer',
  './audio/aacdemuxer',
  '../remux/mp4-remuxer',
];
const escaped = (text: string): string => text.replace(/[./]/g, '\\$&');

/** Where the API listens in development (`npm run dev`). */
const api = process.env.LESBLIK_API ?? 'http://localhost:3000';

export default defineConfig({
  root: at('.'),
  plugins: [react()],
  resolve: {
    alias: [
      { find: /^@lesblik\/shared\/(.+)$/, replacement: `${at('../../libs/shared/src')}/$1.ts` },
      { find: /^hls\.js$/, replacement: at('../../node_modules/hls.js/src/hls.ts') },
      ...UNUSED_DEMUXERS.map((name) => ({
        find: new RegExp(`^${escaped(name)}$`),
        replacement: at('../../node_modules/hls.js/src/empty-es.js'),
      })),
    ],
  },
  define: {
    ...Object.fromEntries(UNUSED_IN_HLS.map((name) => [`__USE_${name}__`, 'false'])),
    __USE_ALT_AUDIO__: 'true',
    __IN_WORKER__: 'false',
    __HLS_WORKER_BUNDLE__: 'null',
    __VERSION__: JSON.stringify('1.7.4'),
  },
  server: {
    proxy: { '/api': { target: api, changeOrigin: false }, '/socket.io': { target: api, ws: true } },
  },
  build: {
    outDir: at('dist'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 600,
  },
});
