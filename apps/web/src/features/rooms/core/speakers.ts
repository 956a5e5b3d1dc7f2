import { routeSound } from '../../player/core/route-sound.ts';
import { Observable } from '../../review/core/observable.ts';
import { isSound } from './call-state.ts';
import type { RemoteTrack } from './call-media.ts';

/** Plays what is heard of the others, wherever on the page one is. */
export class Speakers {
  /** The browser plays nothing before the person has pressed something. */
  readonly blocked = new Observable(false);
  readonly #playing = new Map<string, HTMLAudioElement>();
  #sinkId = '';

  sync(tracks: readonly RemoteTrack[]): void {
    const sounds = tracks.filter(({ source }) => isSound(source));
    const wanted = new Set(sounds.map(({ producerId }) => producerId));
    for (const [producerId, element] of this.#playing) {
      if (wanted.has(producerId)) continue;
      element.srcObject = null;
      this.#playing.delete(producerId);
    }
    for (const { producerId, track } of sounds) {
      const element = this.#playing.get(producerId) ?? new Audio();
      const stream = element.srcObject instanceof MediaStream ? element.srcObject : null;
      if (stream?.getTracks()[0] === track) continue;
      element.srcObject = new MediaStream([track]);
      this.#playing.set(producerId, element);
      void this.#route(element);
      void this.#play(element);
    }
  }

  /** By a press of the person's own. */
  allow(): void {
    this.blocked.set(false);
    for (const element of this.#playing.values()) void this.#play(element);
  }

  /** Empty is the computer's own choice. */
  use(sinkId: string): void {
    this.#sinkId = sinkId;
    for (const element of this.#playing.values()) void this.#route(element);
  }

  close(): void {
    this.sync([]);
  }

  async #play(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
    } catch (error) {
      // Overtaken by another track on the same element is no refusal.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.blocked.set(true);
    }
  }

  async #route(element: HTMLAudioElement): Promise<void> {
    await routeSound(element, this.#sinkId);
  }
}
