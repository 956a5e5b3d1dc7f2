import type { Log } from '@lesblik/server/log';
import { Problem } from '@lesblik/shared/problems';
import type { RtpCapabilities } from '@lesblik/shared/rtp';
import type { ActiveSpeakerObserver, AudioLevelObserver } from 'mediasoup/types';
import { DeviceMedia, type RoomProducer } from './device-media.ts';
import { limits } from './limits.ts';
import type { MediaPlane, RoomRouter } from './media-plane.ts';

const VOICES_EVERY_MS = 500;
/** Softer counts as silence, in dBov. */
const SOFTEST = -65;

interface Voice {
  personId: string;
  volume: number;
}

export interface RoomMediaEvents {
  changed: () => void;
  /** Nobody is heard: an empty list, once. */
  voices: (voices: Voice[]) => void;
  speaker: (personId: string) => void;
  opened: (producer: RoomProducer, router: RoomRouter) => void;
  closed: (producer: RoomProducer) => void;
  /** The mediasoup worker died: what the devices had there is gone. */
  lost: () => void;
}

interface Built extends RoomRouter {
  levels: AudioLevelObserver;
  speakers: ActiveSpeakerObserver;
}

/** One room at the media plane: a router, made when it is first needed and again when its mediasoup worker died. */
export class RoomMedia {
  readonly #devices = new Map<string, DeviceMedia>();
  readonly #producers = new Map<string, RoomProducer>();
  #built: Promise<Built> | undefined;
  #producersOpening = 0;
  #closed = false;

  constructor(
    private readonly plane: MediaPlane,
    private readonly events: RoomMediaEvents,
    private readonly log: Log,
  ) {}

  get transportCount(): number {
    return [...this.#devices.values()].reduce((sum, { transportCount }) => sum + transportCount, 0);
  }

  /** @throws Problem media_unavailable */
  async capabilities(): Promise<RtpCapabilities> {
    return (await this.#router()).router.rtpCapabilities as RtpCapabilities;
  }

  /** The device's own, made when it is first asked for. @throws Problem not_allowed when it is another person's */
  open(personId: string, deviceId: string): DeviceMedia {
    const known = this.#devices.get(deviceId);
    if (known !== undefined && known.personId !== personId) throw new Problem('not_allowed');
    const device =
      known ??
      new DeviceMedia(personId, deviceId, {
        router: () => this.#router(),
        producer: (id) => this.#producers.get(id),
        openingProducer: (open) => this.#opening(open),
        opened: (producer, router) => this.#opened(producer, router),
        closed: (producer) => {
          this.#producers.delete(producer.id);
          if (producer.appData.source !== 'check') this.events.closed(producer);
        },
        changed: this.events.changed,
      });
    this.#devices.set(deviceId, device);
    return device;
  }

  find(deviceId: string): DeviceMedia | undefined {
    return this.#devices.get(deviceId);
  }

  producer(producerId: string): RoomProducer | undefined {
    return this.#producers.get(producerId);
  }

  /** @throws Problem not_found */
  trackOf(producerId: string): { personId: string; deviceId: string; isTest: boolean; isSound: boolean } {
    const producer = this.producer(producerId);
    if (producer === undefined) throw new Problem('not_found');
    const { personId, deviceId, source } = producer.appData;
    return { personId, deviceId, isTest: source === 'check', isSound: producer.kind === 'audio' };
  }

  drop(deviceId: string): void {
    const device = this.#devices.get(deviceId);
    this.#devices.delete(deviceId);
    device?.close();
  }

  look(now: number): void {
    for (const device of this.#devices.values()) {
      device.look(now).catch((error: unknown) => this.log.warn({ err: error }, 'pictures could not be held or let go'));
    }
  }

  close(): void {
    this.#closed = true;
    for (const deviceId of this.#devices.keys()) this.drop(deviceId);
    this.#built?.then(
      ({ router }) => router.close(),
      () => undefined,
    );
  }

  async #opening<T>(open: () => Promise<T>): Promise<T> {
    if (this.#producers.size + this.#producersOpening >= limits.producersPerRoom) throw new Problem('too_many_tracks');
    this.#producersOpening += 1;
    try {
      return await open();
    } finally {
      this.#producersOpening -= 1;
    }
  }

  #router(): Promise<Built> {
    this.#built ??= this.#build().catch((error: unknown) => {
      this.#built = undefined;
      throw error;
    });
    return this.#built;
  }

  async #build(): Promise<Built> {
    const { router, server } = await this.plane.openRouter();
    router.once('workerclose', () => this.#lost());
    const levels = await router.createAudioLevelObserver({
      maxEntries: 8,
      threshold: SOFTEST,
      interval: VOICES_EVERY_MS,
    });
    levels.on('volumes', (volumes) =>
      this.events.voices(
        volumes.map(({ producer, volume }) => ({ personId: (producer as RoomProducer).appData.personId, volume })),
      ),
    );
    levels.on('silence', () => this.events.voices([]));
    const speakers = await router.createActiveSpeakerObserver();
    speakers.on('dominantspeaker', ({ producer }) => this.events.speaker((producer as RoomProducer).appData.personId));
    if (this.#closed) router.close();
    return { router, server, levels, speakers };
  }

  #lost(): void {
    this.#built = undefined;
    this.#devices.clear();
    this.#producers.clear();
    if (!this.#closed) this.events.lost();
  }

  #opened(producer: RoomProducer, router: RoomRouter): void {
    this.#producers.set(producer.id, producer);
    const { source } = producer.appData;
    if (source === 'check') return;
    this.events.opened(producer, router);
    if (source !== 'microphone') return;
    this.#built
      ?.then(async ({ levels, speakers }) => {
        if (producer.closed) return;
        await levels.addProducer({ producerId: producer.id });
        await speakers.addProducer({ producerId: producer.id });
      })
      .catch((error: unknown) => {
        if (!producer.closed) this.log.warn({ err: error }, 'a voice is not listened to for who speaks');
      });
  }
}
