import { Problem } from '@lesblik/shared/problems';
import { PROTOCOL } from '@lesblik/shared/protocol';
import type { ClientToServer, ServerToClient } from '@lesblik/shared/sockets';
import type { TalkText } from '@lesblik/shared/talk-events';
import { io, type Socket } from 'socket.io-client';
import { bindField } from '../../apps/web/src/features/talks/core/bound-field.ts';
import type { Kept, KeptUpdates } from '../../apps/web/src/features/talks/core/kept-updates.ts';
import { TalkLine } from '../../apps/web/src/features/talks/core/talk-line.ts';
import { TestArea } from '../../apps/web/src/features/talks/core/test-area.ts';
import type { Transport } from '../../apps/web/src/features/talks/core/transport.ts';
import { until } from './until.ts';
import type { Somebody } from './world.ts';

/** What a device keeps, in memory; another page of the same device finds it. */
export class Device implements KeptUpdates {
  readonly kept = new Map<number, Kept>();
  #next = 1;

  all = async (): Promise<Kept[]> => [...this.kept.values()];

  async add(text: TalkText, bytes: Uint8Array): Promise<number> {
    const key = this.#next++;
    this.kept.set(key, { key, text, bytes });
    return key;
  }

  async remove(keys: readonly number[]): Promise<void> {
    for (const key of keys) this.kept.delete(key);
  }
}

/** Somebody's page of a talk, over a real socket that a test can cut: the product's own line and fields. */
export class TalkPage {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  readonly line: TalkLine;
  readonly device: Device;
  changes = 0;

  private constructor(url: string, as: Somebody, talkId: string, device: Device) {
    this.device = device;
    this.socket = io(url, {
      ...{ auth: { protocol: PROTOCOL }, transports: ['websocket'] },
      ...{ reconnection: false, forceNew: true, autoConnect: false },
      extraHeaders: { cookie: as.cookie },
    });
    const changed = (): void => void (this.changes += 1);
    this.line = new TalkLine({ talkId, transport: this.#transport(), kept: device, changed, paceMs: 20 });
  }

  static async open(url: string, as: Somebody, talkId: string, device = new Device()): Promise<TalkPage> {
    const page = new TalkPage(url, as, talkId, device);
    await page.line.open();
    page.socket.connect();
    return page;
  }

  /** Resolves once the texts are here. */
  async loaded(): Promise<this> {
    await until(() => this.line.getState().loaded, 10_000, 'the texts of the talk');
    return this;
  }

  field(name: string, text: TalkText = 'shared'): TestArea {
    const area = new TestArea();
    bindField(area, this.line.text(text, name), this.line);
    return area;
  }

  /** The line breaks, with all that is under way on it. */
  cut(): void {
    this.socket.io.engine.close();
  }

  mend(): void {
    this.socket.connect();
  }

  saved(): Promise<unknown> {
    return until(() => this.line.getState().saved, 20_000, 'the acknowledgement of what was written');
  }

  close(): void {
    this.line.close();
    this.socket.close();
  }

  #transport(): Transport {
    const socket = this.socket as unknown as Socket;
    return {
      async ask(name, payload) {
        const answer = (await socket.timeout(5_000).emitWithAck(name, payload)) as
          | { ok: true; value: never }
          | { ok: false; problem: { code: Problem['code'] } };
        if (!answer.ok) throw new Problem(answer.problem.code);
        return answer.value;
      },
      on(name, act) {
        socket.on(name, act as never);
        return () => void socket.off(name, act as never);
      },
      onLine(connected, lost) {
        socket.on('connect', connected).on('disconnect', lost);
        return () => void socket.off('connect', connected).off('disconnect', lost);
      },
    };
  }
}
