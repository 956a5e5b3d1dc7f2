import { Problem } from '@lesblik/shared/problems';
import type { SignedInSocket } from '../../sockets/signed-in-socket.ts';

/** Pages that have not come in and test their camera, their sound and their line: one device each. */
export class TestPages {
  readonly #pages = new Map<string, SignedInSocket>();

  /** @param drop takes away what a device had at the media router */
  constructor(private readonly drop: (deviceId: string) => void) {}

  get isEmpty(): boolean {
    return this.#pages.size === 0;
  }

  has(personId: string): boolean {
    return [...this.#pages.values()].some((page) => page.data.person.id === personId);
  }

  /** @throws Problem not_allowed for another page's device */
  begin(page: SignedInSocket, deviceId: string): void {
    const known = this.#pages.get(deviceId);
    if (known !== undefined && known !== page) throw new Problem('not_allowed');
    if (!page.connected) throw new Problem('not_found');
    if (known === undefined) this.endAll((other) => other === page);
    this.#pages.set(deviceId, page);
  }

  end(page: SignedInSocket, deviceId: string): void {
    if (this.#pages.get(deviceId) === page) this.forget(deviceId);
  }

  /** Whoever tested with it: from now on it is somebody's who came in. */
  forget(deviceId: string): void {
    this.#pages.delete(deviceId);
    this.drop(deviceId);
  }

  endAll(which: (page: SignedInSocket) => boolean): void {
    for (const [deviceId, page] of this.#pages) if (which(page)) this.end(page, deviceId);
  }
}
