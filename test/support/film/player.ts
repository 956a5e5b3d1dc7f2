import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { type Browser, chromium } from '@playwright/test';
import { masterPlaylist, mediaPlaylist, type PlayableRendition } from '../../../libs/server/src/media/playlists.ts';
import type { FilmPlan } from '../../../apps/worker/src/ffmpeg/plan/types.ts';
import { which } from './tools.ts';
import type { Rendition } from './renditions.ts';

export interface Played {
  ended: boolean;
  /** The player's errors and the media element's. */
  errors: string[];
  /** Seconds of the frames that were presented; at a fast rate not all are. */
  shown: number[];
  duration: number;
  buffered: [number, number][];
  width: number;
  height: number;
}

const RATE = 4;
const PATIENCE_MS = 60_000;

const page = `<!doctype html><video id="v" muted></video><script src="/hls.js"></script><script>
  const v = document.getElementById('v');
  const seen = (window.seen = { errors: [], shown: [] });
  const hls = new Hls();
  // A busy machine stands still now and then with all it needs in its buffer; and hls.js breaks off a load of its own
  // choice ('aborted': too slow, or another place is wanted) and asks again. A film that can't be played isn't excused.
  const busy = new Set(['bufferStalledError', 'bufferNudgeOnStall', 'aborted']);
  hls.on(Hls.Events.ERROR, (_, e) => busy.has(e.details) || seen.errors.push(e.details + ' ' + (e.error ? e.error.message : '')));
  v.addEventListener('error', () => seen.errors.push(v.error.message));
  v.addEventListener('ended', () => (seen.ended = true));
  const next = (_, m) => { seen.shown.push(m.mediaTime); v.requestVideoFrameCallback(next); };
  v.requestVideoFrameCallback(next);
  hls.on(Hls.Events.MANIFEST_PARSED, () => { v.playbackRate = ${RATE}; v.play(); });
  hls.loadSource('/master.m3u8');
  hls.attachMedia(v);
</script>`;

/** A browser that plays renditions from memory, through hls.js, as the review page does. */
export class Player {
  private files = new Map<string, string | Buffer>();

  private constructor(
    private readonly browser: Browser,
    private readonly server: Server,
  ) {}

  static async open(): Promise<Player> {
    const executablePath = await which('chromium');
    const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--autoplay-policy=no-user-gesture-required'];
    const browser = await chromium.launch({ executablePath, args });
    const server = createServer();
    const player = new Player(browser, server);
    const hls = await readFile(createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js'));
    server.on('request', (request, response) => {
      const name = request.url ?? '/';
      const content = name === '/' ? page : name === '/hls.js' ? hls : player.files.get(name);
      const type = name === '/' ? 'text/html' : name === '/hls.js' ? 'text/javascript' : 'application/octet-stream';
      response.writeHead(content === undefined ? 404 : 200, { 'content-type': type }).end(content);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return player;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Plays to the end, or until patience ends. */
  async play(plan: FilmPlan, pictures: Map<string, Rendition>, sound: Rendition | undefined): Promise<Played> {
    this.files = new Map();
    const table: PlayableRendition[] = [];
    const offer = (name: string, rendition: Rendition, list: FilmPlan['ladder']): void => {
      const segmentTicks = list.segments.map((s) => s.end - s.start);
      this.files.set(`/${name}/index.m3u8`, mediaPlaylist({ timescale: list.timescale, segmentTicks }));
      this.files.set(`/${name}/init.mp4`, rendition.init);
      for (const [n, bytes] of rendition.segments) this.files.set(`/${name}/${n}.m4s`, bytes);
    };
    for (const [name, rendition] of pictures) {
      const picture = name === 'copy' ? plan.copy : plan.rungs.find((r) => r.name === name);
      if (!picture) throw new Error(`no rendition ${name}`);
      offer(name, rendition, name === 'copy' ? (plan.copy ?? plan.ladder) : plan.ladder);
      table.push({ ...picture, name, kind: 'video', bitsPerSecond: picture.bandwidth, channels: null });
    }
    if (sound && plan.sound) {
      offer('sound', sound, plan.sound);
      const { codecs, channels, bandwidth } = plan.sound;
      table.push({
        name: 'sound',
        kind: 'sound',
        width: null,
        height: null,
        codecs,
        channels,
        bitsPerSecond: bandwidth,
      });
    }
    this.files.set('/master.m3u8', masterPlaylist(table));
    return this.watch();
  }

  /** Plays what a server would send: a path from its master playlist on, and what is there. */
  async playFiles(files: ReadonlyMap<string, string | Buffer>): Promise<Played> {
    this.files = new Map(files);
    return this.watch();
  }

  private async watch(): Promise<Played> {
    const address = this.server.address();
    const tab = await this.browser.newPage();
    try {
      await tab.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
      await tab.waitForFunction('seen.ended || seen.errors.length > 0', null, { timeout: PATIENCE_MS });
      return await tab.evaluate<Played>(
        `({ ended: false, ...seen, duration: v.duration, width: v.videoWidth, height: v.videoHeight,
            buffered: Array.from({ length: v.buffered.length }, (_, i) => [v.buffered.start(i), v.buffered.end(i)]) })`,
      );
    } finally {
      await tab.close();
    }
  }
}
