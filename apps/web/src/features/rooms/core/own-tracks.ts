import { Observable } from '../../review/core/observable.ts';
import type { CallMedia } from './call-media.ts';
import type { Capture, LocalMedia } from './local-media.ts';

export interface OwnState {
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
  /** The key is held down: heard for as long as that lasts. */
  readonly pushing: boolean;
  /** The line is too weak for a picture. */
  readonly resting: boolean;
  readonly screen: MediaStreamTrack | null;
  /** The person's sound is on this device, not on another one of theirs. */
  readonly voiceHere: boolean;
}

/** What this page sends: the person's wishes, made true with what the devices and the line allow. */
export class OwnTracks extends Observable<OwnState> {
  readonly #local: LocalMedia;
  readonly #media: CallMedia;
  #work: Promise<void> = Promise.resolve();

  constructor(local: LocalMedia, media: CallMedia) {
    super({ microphoneOn: true, cameraOn: true, pushing: false, resting: false, screen: null, voiceHere: true });
    this.#local = local;
    this.#media = media;
  }

  change(change: Partial<Omit<OwnState, 'screen'>>): void {
    // Somebody who turns it on has seen to what was the matter; otherwise nobody is asked again and again.
    if (change.cameraOn) this.#local.forgive('camera');
    if (change.microphoneOn || change.pushing) this.#local.forgive('microphone');
    this.set({ ...this.getState(), ...change });
    this.sync();
  }

  /** One after another: a camera that is still being opened is not opened twice. What fails holds up nothing after it. */
  sync(): void {
    this.#work = this.#work
      .then(() => this.#microphone())
      .catch(reportError)
      .then(() => this.#camera())
      .catch(reportError);
  }

  async share(): Promise<void> {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 15, max: 15 } },
      audio: true,
    });
    const [screen] = stream.getVideoTracks();
    const [sound] = stream.getAudioTracks();
    if (!screen) return;
    screen.contentHint = 'detail';
    screen.addEventListener('ended', () => this.stopSharing(), { once: true });
    this.set({ ...this.getState(), screen });
    await this.#media.send('screen', screen);
    if (sound) await this.#media.send('screen_sound', sound);
  }

  stopSharing(): void {
    this.getState().screen?.stop();
    this.set({ ...this.getState(), screen: null });
    void this.#media.stop('screen');
    void this.#media.stop('screen_sound');
  }

  async #microphone(): Promise<void> {
    const { microphoneOn, pushing, voiceHere } = this.getState();
    const heard = microphoneOn || pushing;
    if (!voiceHere) {
      this.#local.stop('microphone');
      if (this.#media.sends('microphone')) await this.#media.stop('microphone');
      return;
    }
    // Muted it stays open: the first word after unmuting must not wait for a device.
    const track = await this.#track('microphone', heard);
    if (track) await this.#media.send('microphone', track, !heard);
    else if (this.#media.sends('microphone')) await this.#media.stop('microphone');
  }

  async #track(kind: Capture, wanted: boolean): Promise<MediaStreamTrack | null> {
    const state = this.#local.getState();
    if (state[kind] || !wanted || state.trouble[kind] !== null) return state[kind];
    return this.#local.open(kind);
  }

  async #camera(): Promise<void> {
    const { cameraOn, resting } = this.getState();
    // Off is off: the light beside the lens goes out.
    if (!cameraOn || resting) {
      this.#local.stop('camera');
      if (this.#media.sends('camera')) await this.#media.stop('camera');
      return;
    }
    const track = await this.#track('camera', true);
    if (track) await this.#media.send('camera', track);
    else if (this.#media.sends('camera')) await this.#media.stop('camera');
  }
}
