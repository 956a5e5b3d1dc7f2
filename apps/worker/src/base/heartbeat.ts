import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { MEDIA_WORKER_TELLS_MS, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { type Ffmpeg, FFMPEG, type Log, LOG } from './tokens.ts';

/** Tells the other processes that this media worker lives, and how its decoders are confined. */
@Injectable()
export class Heartbeat {
  readonly #worker = randomUUID();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(FFMPEG) private readonly ffmpeg: Ffmpeg,
    @Inject(LOG) private readonly log: Log,
    private readonly notices: NoticeBus,
  ) {}

  start(): void {
    const { network, files, memory, unprivileged } = this.ffmpeg.confinement;
    if (!network) this.log.warn('decoders of films run with a network: this system lets us take none away (unshare)');
    if (!files) this.log.warn('decoders of films see files beside their own: install bubblewrap, or let it work here');
    if (!memory) this.log.warn('decoders of films run without limits: this system has no prlimit');
    if (!unprivileged) this.log.warn('decoders of films run as root: this system lets us take no other user (setpriv)');
    this.#tell();
    this.#timer = setInterval(() => this.#tell(), MEDIA_WORKER_TELLS_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    const { confinement } = this.ffmpeg;
    this.notices
      .publish({ kind: 'media_worker', worker: this.#worker, confinement })
      .catch((error: unknown) => this.log.warn({ err: error }, 'others were not told that this media worker lives'));
  }
}
