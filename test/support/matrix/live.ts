import { randomUUID } from 'node:crypto';
import type { Answer, Payload, Request, RequestName } from '@lesblik/shared/sockets';
import { ReviewPage } from '../review-page.ts';
import type { Role, Scene } from '../scene.ts';
import { world } from './stage.ts';

/** Whoever gets a line at all. */
export type Connected = Exclude<Role, 'nobody' | 'ended'>;

/** The page of each of them around one lesson, one talk and one call, whose host has come in. */
export class Live {
  readonly scene: Scene;
  /** The host's page in the call. */
  readonly deviceId = randomUUID();
  readonly #pages = new Map<Role, ReviewPage>();

  readonly #url: string;

  constructor(scene: Scene, url = world.url) {
    this.scene = scene;
    this.#url = url;
  }

  async page(role: Role): Promise<ReviewPage> {
    const known = this.#pages.get(role);
    if (known !== undefined) return known;
    const page = await ReviewPage.open(this.#url, this.scene.cast[role]);
    this.#pages.set(role, page);
    return page;
  }

  /** `ok`, or the code of the problem. */
  async ask(role: Role, name: RequestName, payload: unknown): Promise<string> {
    const answer = (await (await this.page(role)).askAnything(name, payload)) as
      | { ok: true }
      | { ok: false; problem: { code: string } };
    return answer.ok ? 'ok' : answer.problem.code;
  }

  /** What the host asks of the call beforehand. @throws the problem's code */
  async host<N extends RequestName>(name: N, rest: object): Promise<Answer<N>> {
    const payload = { roomId: this.scene.roomId, deviceId: this.deviceId, ...rest } as unknown as Request<N>;
    const answer = await (await this.page('owner')).ask(name, payload);
    if (!answer.ok) throw new Error(answer.problem.code);
    return answer.value;
  }

  /** The host is in, and who is invited waits at the door. */
  async inCall(): Promise<Answer<'room:enter'>> {
    await this.host('room:knock', {});
    const entered = await this.host('room:enter', {});
    await this.ask('commenter', 'room:knock', { roomId: this.scene.roomId, deviceId: randomUUID() });
    return entered;
  }

  async transport(direction: Payload<'room:transport'>['direction'] = 'send'): Promise<string> {
    return (await this.host('room:transport', { direction })).transportId;
  }

  async producer(source: Payload<'room:produce'>['source'] = 'microphone'): Promise<string> {
    const transportId = await this.transport();
    return (await this.host('room:produce', { transportId, source, rtpParameters: voice })).producerId;
  }

  close(): void {
    for (const page of this.#pages.values()) page.close();
  }
}

/** What a page says of the sound it will send. */
export const voice: Payload<'room:produce'>['rtpParameters'] = {
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }],
  encodings: [{ ssrc: 1111 }],
  rtcp: { cname: 'a page' },
};
