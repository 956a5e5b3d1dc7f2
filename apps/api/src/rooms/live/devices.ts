import { Problem } from '@lesblik/shared/problems';
import { MAX_DEVICES_PER_PERSON } from '@lesblik/shared/rooms';
import type { SignedInSocket } from '../../sockets/signed-in-socket.ts';

/** A page whose line is down keeps its place and its media for so long. */
export const FORGET_MS = 30_000;

/** One page of one person that came in. */
export interface Device {
  readonly deviceId: string;
  readonly personId: string;
  /** The sign-in with which it came in last; it is put out when that ends, its line up or down. */
  sessionId: string;
  /** Undefined while its line is down. */
  socket: SignedInSocket | undefined;
  forget: NodeJS.Timeout | undefined;
}

/** The pages that are in a room, in the order in which they came. */
export class Devices {
  readonly #devices = new Map<string, Device>();
  /** By person: the page that they chose for their sound. */
  readonly #voices = new Map<string, Device>();

  get all(): Device[] {
    return [...this.#devices.values()];
  }

  get count(): number {
    return this.#devices.size;
  }

  get(deviceId: string): Device | undefined {
    return this.#devices.get(deviceId);
  }

  of(personId: string): Device[] {
    return this.all.filter((device) => device.personId === personId);
  }

  /** Each once, in the order in which they came. */
  get personIds(): string[] {
    return [...new Set(this.all.map(({ personId }) => personId))];
  }

  /** The one that makes room for another of the same person: one whose line is down, or the one that came first. */
  tooManyOf(personId: string): Device | undefined {
    const own = this.of(personId);
    return own.length < MAX_DEVICES_PER_PERSON ? undefined : (own.find(({ socket }) => socket === undefined) ?? own[0]);
  }

  /** The one that sends and plays their sound: the one they chose, or the one that came first of those that are here. */
  voiceOf(personId: string): Device | undefined {
    return this.#voices.get(personId) ?? this.of(personId)[0];
  }

  /** @returns the person's other pages */
  chooseVoice(socket: SignedInSocket, deviceId: string): string[] {
    const device = this.page(socket, deviceId);
    this.#voices.set(device.personId, device);
    return this.of(device.personId).flatMap((other) => (other === device ? [] : other.deviceId));
  }

  /** @throws Problem room_not_entered for one that does not speak through this line */
  page(socket: SignedInSocket, deviceId: string): Device {
    const device = this.at(socket);
    if (device?.deviceId !== deviceId) throw new Problem('room_not_entered');
    return device;
  }

  isHere(personId: string): boolean {
    return this.of(personId).some(({ socket }) => socket !== undefined);
  }

  /** Somebody has a line that is up. */
  get isAnybodyHere(): boolean {
    return this.all.some(({ socket }) => socket !== undefined);
  }

  at(socket: SignedInSocket): Device | undefined {
    return this.all.find((device) => device.socket === socket);
  }

  add(device: Device): void {
    this.#devices.set(device.deviceId, device);
  }

  remove(device: Device): void {
    clearTimeout(device.forget);
    this.#devices.delete(device.deviceId);
    if (this.#voices.get(device.personId) === device) this.#voices.delete(device.personId);
  }
}
