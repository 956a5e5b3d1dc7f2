import { Problem } from '@lesblik/shared/problems';
import type { Answer, ServerToClient } from '@lesblik/shared/sockets';
import { roomRoutes } from '@lesblik/shared/rooms';
import { call } from '../../../api/call.ts';
import { Offline } from '../../../api/offline.ts';
import { openSocket, type PageSocket } from '../../../api/socket.ts';
import { sayProblem } from '../../../ui/toasts.ts';
import { Observable } from '../../review/core/observable.ts';
import { CallMedia } from './call-media.ts';
import {
  beforeCall,
  type CallState,
  type GoneReason,
  personOf,
  wantedBy,
  withMessages,
  withPlayhead,
  withRoom,
} from './call-state.ts';
import { cameraRests, lineSince, type LineSince } from './camera-rest.ts';
import { steadyNow } from './clock.ts';
import { type Capture, LocalMedia, type LocalState } from './local-media.ts';
import { newId } from './new-id.ts';
import { OwnTracks } from './own-tracks.ts';
import { RoomClock } from './room-clock.ts';
import { type Given, RoomLine, type RoomRequest } from './room-line.ts';
import type { PlayheadChange } from './room-owner.ts';
import { Speakers } from './speakers.ts';
import { whenAwake } from './when-awake.ts';

/** In a call the line is dialled again sooner than elsewhere: a person waits in silence. */
const REDIAL_MS = 500;
const REDIAL_MOST_MS = 1500;
const ELSEWHERE_MOST_MS = 5000;
const LOOK_MS = 1000;

export type Point = { x: number; y: number };

/** One page in one review call: comes in, stays in, and keeps everything of it outside React. */
export class Call extends Observable<CallState> {
  readonly deviceId = newId();
  readonly line: RoomLine;
  readonly clock = new RoomClock();
  readonly local = new LocalMedia();
  readonly media: CallMedia;
  readonly own: OwnTracks;
  readonly speakers = new Speakers();
  readonly voices = new Observable<ReadonlyMap<string, number>>(new Map());
  readonly pointers = new Observable<ReadonlyMap<string, Point>>(new Map());
  /** The browser plays the lesson only after a press of the person's own. */
  readonly blocked = new Observable(false);
  readonly personId: string;
  readonly #stop: (() => void)[] = [];
  #socket: PageSocket | null = null;
  #quality: LineSince | null = null;
  #captured: Pick<LocalState, Capture> = { camera: null, microphone: null };
  #entering = false;
  #closed = false;

  constructor(roomId: string, personId: string) {
    super(beforeCall);
    this.personId = personId;
    this.line = new RoomLine(roomId, this.deviceId);
    this.media = new CallMedia(this.line);
    this.own = new OwnTracks(this.local, this.media);
    this.local.whenBack((kind) => this.#deviceBack(kind));
  }

  /** Opens the line and looks after devices; gives back how to end all of it. */
  open(): () => void {
    this.#closed = false;
    this.#stop.push(
      this.local.watchDevices(),
      this.media.tracks.subscribe(() => this.speakers.sync(this.media.tracks.getState())),
      whenAwake((reason) => this.#wake(reason)),
      this.local.subscribe(() => this.#devicesChanged()),
    );
    this.speakers.use(this.local.getState().chosen.speaker ?? '');
    const look = setInterval(() => this.#look(), LOOK_MS);
    const away = (): void => this.#tellLeft();
    addEventListener('pagehide', away);
    this.#stop.push(
      () => clearInterval(look),
      () => removeEventListener('pagehide', away),
    );
    void this.#listen();
    return () => this.#close();
  }

  /** Asks to be let in. */
  async join(): Promise<void> {
    if (this.getState().phase === 'in') return;
    this.#set({ phase: 'knocking' });
    // Whoever comes in without a camera has it off: it does not go on by itself when one is plugged in.
    if (this.local.getState().trouble.camera) this.own.set({ ...this.own.getState(), cameraOn: false });
    try {
      const { admitted } = await this.line.ask('room:knock', {});
      if (admitted) await this.#enter();
      else if (this.getState().phase === 'knocking') this.#set({ phase: 'waiting' });
    } catch (error) {
      this.#refused(error);
    }
  }

  /** After having left: to where one looks at oneself before going in. */
  again(): void {
    this.set(beforeCall);
  }

  leave(): void {
    this.#tellLeft();
    this.#gone('left');
  }

  /** Moves the playhead; what is refused is told in words, and the playhead stays what the server says it is. */
  async move(change: PlayheadChange): Promise<void> {
    try {
      const { playhead } = await this.line.ask('room:playhead', { change });
      this.set(withPlayhead(this.getState(), playhead));
    } catch (error) {
      sayProblem(error);
    }
  }

  async say(text: string): Promise<void> {
    const { message } = await this.line.ask('room:message', { clientKey: newId(), text });
    this.set(withMessages(this.getState(), [message]));
  }

  /** An act of the room whose outcome comes as its next state. */
  act<N extends RoomRequest>(name: N, given: Given<N>): void {
    this.line.ask(name, given).catch(sayProblem);
  }

  /** For everybody, by the host; the server tells all pages. */
  async end(): Promise<void> {
    try {
      await call(roomRoutes.end, { params: { roomId: this.line.roomId } });
      this.#gone('ended');
    } catch (error) {
      sayProblem(error);
    }
  }

  /** Plays what the browser kept silent, within the person's own press. */
  allowSound(): void {
    this.speakers.allow();
  }

  async #listen(): Promise<void> {
    const socket = await openSocket();
    if (this.#closed) return;
    this.#socket = socket;
    socket.io.reconnectionDelayMax(REDIAL_MOST_MS);
    const { roomId } = this.line;
    this.#on('room:state', (room) => {
      if (room.roomId === roomId && this.getState().phase === 'in') this.#apply(withRoom(this.getState(), room));
    });
    this.#on('room:playhead', (notice) => {
      if (notice.roomId === roomId) this.set(withPlayhead(this.getState(), notice.playhead));
    });
    this.#on('room:message', ({ message }) => {
      if (message.roomId === roomId) this.set(withMessages(this.getState(), [message]));
    });
    this.#on('room:pointer', ({ roomId: of, personId, at }) => {
      if (of !== roomId) return;
      const pointers = new Map(this.pointers.getState());
      if (at) pointers.set(personId, at);
      else pointers.delete(personId);
      this.pointers.set(pointers);
    });
    this.#on('room:voices', ({ roomId: of, voices }) => {
      if (of === roomId) this.voices.set(new Map(voices.map(({ personId, volume }) => [personId, volume])));
    });
    this.#on('room:admitted', ({ roomId: of, admitted }) => {
      if (of !== roomId || this.getState().phase !== 'waiting') return;
      if (admitted) this.#enter().catch((error: unknown) => this.#refused(error));
      else this.#set({ phase: 'refused' });
    });
    this.#on('room:media-lost', ({ roomId: of }) => {
      if (of === roomId && this.getState().phase === 'in') this.#back();
    });
    this.#on('room:ended', ({ roomId: of, reason }) => {
      if (of === roomId) this.#gone(reason);
    });
    const connected = (): void => this.#back();
    const lost = (): void => this.#set({ line: 'lost' });
    socket.on('connect', connected);
    socket.on('disconnect', lost);
    this.#stop.push(() => {
      socket.off('connect', connected).off('disconnect', lost);
      socket.io.reconnectionDelayMax(ELSEWHERE_MOST_MS);
    });
  }

  #on<N extends keyof ServerToClient>(name: N, act: ServerToClient[N]): void {
    const socket = this.#socket;
    if (!socket) return;
    const listener = act as Parameters<PageSocket['on']>[1];
    socket.on(name, listener as never);
    this.#stop.push(() => socket.off(name, listener as never));
  }

  /** The line is there again: back to where one was. */
  #back(): void {
    const { phase } = this.getState();
    this.#set({ line: 'open' });
    if (phase === 'in') this.#enter().catch((error: unknown) => this.#refused(error));
    else if (phase === 'waiting' || phase === 'knocking') void this.join();
  }

  async #enter(): Promise<void> {
    if (this.#entering) return;
    this.#entering = true;
    try {
      const answer = await this.line.ask('room:enter', {});
      if (this.#closed || this.getState().phase === 'gone') return;
      this.#entered(answer);
      if (!answer.media || !this.media.built) await this.media.build(answer);
      else this.media.pair.check();
    } finally {
      this.#entering = false;
    }
  }

  #entered({ state, playhead, messages }: Answer<'room:enter'>): void {
    this.clock.start();
    this.voices.set(new Map());
    this.pointers.set(new Map());
    // What the server says on entering counts, whatever was known: it may have begun to count anew.
    this.#apply(withMessages({ ...this.getState(), phase: 'in', line: 'open', room: state, playhead }, messages));
  }

  #apply(next: CallState): void {
    this.set(next);
    const { room } = next;
    if (!room) return;
    this.media.sync(wantedBy(room, this.personId, this.deviceId));
    const voice = personOf(room, this.personId)?.voiceDeviceId ?? this.deviceId;
    const voiceHere = voice === this.deviceId;
    if (voiceHere === this.own.getState().voiceHere) this.own.sync();
    else this.own.change({ voiceHere });
  }

  #refused(error: unknown): void {
    const code = error instanceof Problem ? error.code : null;
    if (error instanceof Offline) this.#offline();
    else if (code === 'protocol_too_old') this.#set({ line: 'outdated' });
    else if (code === 'room_not_entered') void this.join();
    else if (code === 'room_ended') this.#gone('ended');
    else if (code === 'not_found') this.#gone('not_invited');
    else {
      sayProblem(error);
      if (this.getState().phase === 'knocking') this.#set({ phase: 'before' });
    }
  }

  /** An answer that got lost on a line that is up again already is asked for once more. */
  #offline(): void {
    this.#set({ line: 'lost' });
    setTimeout(() => {
      if (!this.#closed && this.#socket?.connected) this.#back();
    }, REDIAL_MS);
  }

  /** Once a second: how long the own line has been as it is. */
  #look(): void {
    const { room, phase } = this.getState();
    const device = personOf(room, this.personId)?.devices.find(({ deviceId }) => deviceId === this.deviceId);
    if (phase !== 'in' || !device) return;
    const { resting } = this.own.getState();
    this.#quality = lineSince(this.#quality, device.quality, steadyNow());
    const rests = cameraRests(resting, this.#quality, steadyNow());
    if (rests !== resting) this.own.change({ resting: rests });
  }

  /** After a sleep or a change of network nothing waits for a time to run out. */
  #wake(reason: 'awake' | 'network'): void {
    if (this.getState().phase !== 'in') return;
    if (this.#socket && !this.#socket.connected) this.#socket.connect();
    this.clock.start();
    this.media.pair.check(reason === 'network');
    this.own.sync();
  }

  /** Another speaker is used at once, another camera or microphone sent at once. */
  #devicesChanged(): void {
    const { camera, microphone, chosen } = this.local.getState();
    this.speakers.use(chosen.speaker ?? '');
    const same = camera === this.#captured.camera && microphone === this.#captured.microphone;
    this.#captured = { camera, microphone };
    if (!same && this.getState().phase === 'in') this.own.sync();
  }

  /** A camera or microphone was plugged in after there was none: it is used where one is meant to be on. */
  #deviceBack(kind: Capture): void {
    const { phase } = this.getState();
    if (phase === 'in') {
      this.local.forgive(kind);
      this.own.sync();
    } else if (phase !== 'gone' && (kind === 'microphone' || this.own.getState().cameraOn)) void this.local.open(kind);
  }

  #tellLeft(): void {
    const { phase } = this.getState();
    if (phase === 'in' || phase === 'waiting') void this.line.tell('room:leave', {});
  }

  #gone(reason: GoneReason): void {
    if (this.getState().phase === 'gone') return;
    this.#set({ phase: 'gone', gone: reason });
    this.#silence();
  }

  /** Nothing is sent, received, shown or lit any more. */
  #silence(): void {
    this.clock.stop();
    this.own.stopSharing();
    this.media.destroy();
    this.speakers.close();
    this.local.stop('camera');
    this.local.stop('microphone');
  }

  #close(): void {
    this.#tellLeft();
    this.#closed = true;
    this.#silence();
    for (const stop of this.#stop.splice(0)) stop();
    this.set(beforeCall);
  }

  #set(change: Partial<CallState>): void {
    this.set({ ...this.getState(), ...change });
  }
}
