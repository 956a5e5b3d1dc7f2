import { Observable } from '../../review/core/observable.ts';
import { type DeviceTrouble, troubleOf } from './device-trouble.ts';

export type Capture = 'camera' | 'microphone';

export interface LocalState {
  readonly camera: MediaStreamTrack | null;
  readonly microphone: MediaStreamTrack | null;
  readonly trouble: Readonly<Record<Capture, DeviceTrouble | null>>;
  readonly asking: boolean;
  readonly devices: readonly MediaDeviceInfo[];
  /** Null is the computer's own choice. */
  readonly chosen: Readonly<Record<Capture | 'speaker', string | null>>;
}

const KEY = 'lesblik-call-devices';

function keptChoice(): LocalState['chosen'] {
  const none = { camera: null, microphone: null, speaker: null };
  try {
    return { ...none, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<LocalState['chosen']>) };
  } catch {
    return none;
  }
}

const ofDevice = (deviceId: string | null): MediaTrackConstraints =>
  deviceId ? { deviceId: { exact: deviceId } } : {};

const asked: Record<Capture, (deviceId: string | null) => MediaStreamConstraints> = {
  camera: (deviceId) => ({
    video: { ...ofDevice(deviceId), width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
  }),
  microphone: (deviceId) => ({
    audio: { ...ofDevice(deviceId), echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  }),
};

const kinds = { camera: 'videoinput', microphone: 'audioinput' } as const;

const isSecure = (): boolean => isSecureContext && navigator.mediaDevices !== undefined;

/** The camera and microphone of this device: opened, switched, and looked after when one is pulled out. */
export class LocalMedia extends Observable<LocalState> {
  readonly #opening = { camera: 0, microphone: 0 };
  #closed = false;
  #lost: (kind: Capture, replaced: string | null) => void = () => undefined;
  #back: (kind: Capture) => void = () => undefined;

  constructor() {
    super({
      camera: null,
      microphone: null,
      trouble: { camera: null, microphone: null },
      asking: false,
      devices: [],
      chosen: keptChoice(),
    });
  }

  /** Told when a device was pulled out, with the name of the one that took its place. */
  whenLost(listener: (kind: Capture, replaced: string | null) => void): void {
    this.#lost = listener;
  }

  /** Told when one was plugged in after none was left. */
  whenBack(listener: (kind: Capture) => void): void {
    this.#back = listener;
  }

  watchDevices(): () => void {
    this.#closed = false;
    const changed = (): void => void this.#plugged();
    navigator.mediaDevices?.addEventListener('devicechange', changed);
    return () => {
      this.#closed = true;
      navigator.mediaDevices?.removeEventListener('devicechange', changed);
      this.stop('camera');
      this.stop('microphone');
    };
  }

  /** Opens both with one question of the browser, and each by itself when that fails: one may be there without the other. */
  async openBoth(): Promise<void> {
    this.#change({ asking: true });
    if (isSecure() && this.getState().chosen.camera === null && this.getState().chosen.microphone === null) {
      try {
        const both = { ...asked.camera(null), ...asked.microphone(null) };
        const stream = await navigator.mediaDevices.getUserMedia(both);
        this.#take('camera', stream.getVideoTracks()[0] ?? null);
        this.#take('microphone', stream.getAudioTracks()[0] ?? null);
      } catch {
        // Which of the two it was is found out by asking for each.
      }
    }
    for (const kind of ['microphone', 'camera'] as const) if (!this.getState()[kind]) await this.open(kind);
    await this.#list();
    this.#change({ asking: false });
  }

  /** @returns the track, or null with its trouble in the state; where another was chosen meanwhile, what there is */
  async open(kind: Capture): Promise<MediaStreamTrack | null> {
    const deviceId = this.getState().chosen[kind];
    const overtaken = (): boolean => this.getState().chosen[kind] !== deviceId;
    this.#opening[kind] += 1;
    try {
      if (!isSecure()) throw new Error('not a secure page');
      const track = await this.#get(kind, deviceId);
      if (overtaken()) track.stop();
      else this.#take(kind, track);
      await this.#list();
    } catch (error) {
      if (!overtaken()) this.#trouble(kind, troubleOf(error, isSecure()));
    } finally {
      this.#opening[kind] -= 1;
    }
    return this.getState()[kind];
  }

  async choose(kind: Capture | 'speaker', deviceId: string | null): Promise<void> {
    const chosen = { ...this.getState().chosen, [kind]: deviceId };
    this.#change({ chosen });
    localStorage.setItem(KEY, JSON.stringify(chosen));
    if (kind === 'speaker') return;
    const { [kind]: track, trouble } = this.getState();
    // One that is off stays off; one that could not be used may be meant to be replaced by this one.
    if (track || trouble[kind] || this.#opening[kind] > 0) await this.open(kind);
  }

  stop(kind: Capture): void {
    const track = this.getState()[kind];
    if (!track) return;
    track.stop();
    this.#change({ [kind]: null });
  }

  /** What was the matter is forgotten, and it may be tried again. */
  forgive(kind: Capture): void {
    this.#change({ trouble: { ...this.getState().trouble, [kind]: null } });
  }

  async #get(kind: Capture, deviceId: string | null): Promise<MediaStreamTrack> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia(asked[kind](deviceId));
      const [track] = stream.getTracks();
      if (!track) throw new DOMException('no track', 'NotFoundError');
      return track;
    } catch (error) {
      const { name } = error instanceof Error ? error : { name: '' };
      // The device chosen last time is not here today.
      if (deviceId !== null && ['OverconstrainedError', 'NotFoundError'].includes(name)) return this.#get(kind, null);
      // Many phones open one camera at a time: the one in use makes room.
      const inUse = this.getState()[kind];
      if (inUse?.readyState !== 'live' || !['NotReadableError', 'AbortError'].includes(name)) throw error;
      inUse.stop();
      return this.#get(kind, deviceId);
    }
  }

  #take(kind: Capture, track: MediaStreamTrack | null): void {
    if (this.#closed) {
      track?.stop();
      return;
    }
    const before = this.getState()[kind];
    this.#change({ [kind]: track, trouble: { ...this.getState().trouble, [kind]: track ? null : 'none' } });
    before?.stop();
    track?.addEventListener('ended', () => void this.#ended(kind, track), { once: true });
  }

  /** Pulled out, or taken away by the system: another one takes its place where there is one. */
  async #ended(kind: Capture, track: MediaStreamTrack): Promise<void> {
    if (this.#closed || this.getState()[kind] !== track) return;
    this.#change({ [kind]: null, trouble: { ...this.getState().trouble, [kind]: 'unplugged' } });
    const next = await this.open(kind);
    // Where the browser was told no, or another program took it, that is what is the matter.
    if (this.getState().trouble[kind] === 'none') this.#trouble(kind, 'unplugged');
    this.#lost(kind, next?.label ?? null);
  }

  async #plugged(): Promise<void> {
    const count = (kind: Capture): number =>
      this.getState().devices.filter((device) => device.kind === kinds[kind]).length;
    const before = { camera: count('camera'), microphone: count('microphone') };
    await this.#list();
    for (const kind of ['camera', 'microphone'] as const) {
      const trouble = this.getState().trouble[kind];
      if ((trouble === 'unplugged' || trouble === 'none') && count(kind) > before[kind]) this.#back(kind);
    }
  }

  async #list(): Promise<void> {
    if (!isSecure()) return;
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.#change({ devices });
  }

  #trouble(kind: Capture, trouble: DeviceTrouble): void {
    this.getState()[kind]?.stop();
    this.#change({ [kind]: null, trouble: { ...this.getState().trouble, [kind]: trouble } });
  }

  #change(change: Partial<LocalState>): void {
    this.set({ ...this.getState(), ...change });
  }
}
