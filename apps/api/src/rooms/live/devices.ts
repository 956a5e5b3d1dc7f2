import { Problem } from '@lesblik/shared/problems';
import type { SignedInSocket } from '../../sockets/signed-in-socket.ts';

/** One page of one person that came in. */
export interface Device {
  readonly deviceId: string;
  readonly personId: string;
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
