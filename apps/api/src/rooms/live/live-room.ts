import type { PersonRef } from '@lesblik/shared/common';
import type { Playhead } from '@lesblik/shared/playhead';
import { Problem } from '@lesblik/shared/problems';
import type { RoomState } from '@lesblik/shared/room-events';
import type { Notice, Payload } from '@lesblik/shared/sockets';
import type { SignedInSocket } from '../../sockets/signed-in-socket.ts';
import type { DeviceMedia } from '../media/device-media.ts';
import type { RoomMedia } from '../media/room-media.ts';
import type { Invited, RoomStart } from '../rooms.repository.ts';
import type { RoomHelp } from './room-help.ts';
import { type Device, Devices, FORGET_MS } from './devices.ts';
import { Doorway } from './doorway.ts';
import { Guests } from './guests.ts';
import { openLesson } from './open-lesson.ts';
import { openMedia } from './open-media.ts';
import type { RoomLesson } from './room-lesson.ts';
import type { Lesson, Move } from './shared-playhead.ts';
import { openSight, type Sight } from './sight.ts';
import { presentState } from './present-state.ts';
import { Telling } from './telling.ts';
import { TestPages } from './test-pages.ts';
import { WhoSpeaks } from './who-speaks.ts';

const LOOK_EVERY_MS = 1_000;

type EndReason = Notice<'room:ended'>['reason'];

/**
 * A room while somebody is in it or waits before it. All of it happens in this process, one message after the other;
 * what has to outlive the process is written down by the helpers.
 */
export class LiveRoom {
  readonly lesson: RoomLesson;
  readonly sight: Sight;
  readonly #guests: Guests;
  readonly #devices = new Devices();
  readonly #doorway = new Doorway();
  readonly #media: RoomMedia;
  readonly #testing: TestPages;
  readonly #speaker: WhoSpeaks;
  readonly #telling: Telling;
  readonly #timer: NodeJS.Timeout;
  #holds = 0;
  #closed = false;

  constructor(
    private start: RoomStart,
    invited: readonly Invited[],
    lesson: Lesson | null,
    private readonly help: RoomHelp,
  ) {
    this.#guests = new Guests(invited);
    const { takes, clock } = help;
    this.#telling = new Telling(this.#devices, (personId) => this.state(personId), clock);
    const changed = () => this.changed();
    const seen = (people?: string[]) =>
      this.#telling.tellEach('room:playhead', (id) => ({ roomId: this.id, playhead: this.playheadFor(id) }), people);
    this.sight = openSight(help, () => this.#guests.ids, seen, changed);
    this.lesson = openLesson(lesson, () => this.start, this.#devices, help, {
      moved: () => seen(),
      changed,
    });
    this.#speaker = new WhoSpeaks((personId) => {
      takes.speakerChanged(this.id, personId);
      changed();
    });
    const person = (personId: string) => this.#guests.find(personId)?.person;
    const around = { roomId: this.id, person, changed, telling: this.#telling, speaker: this.#speaker };
    this.#media = openMedia(help, around);
    this.#testing = new TestPages((deviceId) => this.#media.drop(deviceId));
    takes.playheadMoved(this.id, this.lesson.playhead);
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  get id(): string {
    return this.start.id;
  }

  get present(): PersonRef[] {
    return this.#devices.personIds.flatMap((id) => this.#guests.find(id)?.person ?? []);
  }

  get transportCount(): number {
    return this.#media.transportCount;
  }

  /** They are in it, wait before it or test their devices there. */
  holds(personId: string): boolean {
    return this.#devices.of(personId).length > 0 || this.#doorway.has(personId) || this.#testing.has(personId);
  }

  /** What was kept for pages of theirs whose line is down. @returns whether that was all that held them here */
  letGoOf(personId: string): boolean {
    for (const device of this.#devices.of(personId)) if (device.socket === undefined) this.#remove(device);
    return !this.holds(personId);
  }

  /** Where the lesson stands, for who may watch it; null for the others. */
  playheadFor(personId: string): Playhead | null {
    return this.sight.seesLesson(personId, this.lesson.recordingId) ? this.lesson.playhead : null;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Keeps the room from ending for emptiness while a request is at work in it. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#holds += 1;
    try {
      return await work();
    } finally {
      this.#holds -= 1;
      this.#considerEmpty();
    }
  }

  /** @throws Problem not_found for who is not invited */
  assertInvited(personId: string): void {
    this.#guests.get(personId);
  }

  /** @throws Problem not_found, room_not_entered for who has to be let in first */
  assertAdmitted(personId: string): void {
    if (!this.#mayEnter(this.#guests.get(personId))) throw new Problem('room_not_entered');
  }

  /** @throws Problem not_found, not_allowed for who is not the host */
  assertHost(personId: string): void {
    this.assertInvited(personId);
    if (personId !== this.start.hostId) throw new Problem('not_allowed');
  }

  /** Of whoever speaks through this page. @throws Problem not_found, room_not_entered */
  assertIn(socket: SignedInSocket): PersonRef {
    const { id } = socket.data.person;
    const { person } = this.#guests.get(id);
    if (this.#devices.at(socket)?.personId !== id) throw new Problem('room_not_entered');
    return person;
  }

  knock(socket: SignedInSocket): { admitted: boolean; title: string; host: PersonRef } {
    const invited = this.#guests.get(socket.data.person.id);
    const { hostId, hostName, title } = this.start;
    const admitted = this.#mayEnter(invited);
    if (!admitted && socket.connected) {
      this.#join(invited.person.id);
      this.#doorway.knock(invited.person, socket, new Date(this.help.clock.now()));
      this.changed();
    }
    return { admitted, title, host: { id: hostId, name: hostName } };
  }

  /** Comes in or comes back. @returns whether its transports are still there */
  enter(socket: SignedInSocket, deviceId: string): { media: boolean } {
    const { id: personId } = socket.data.person;
    const invited = this.#guests.get(personId);
    const known = this.#devices.get(deviceId);
    if (!this.#mayEnter(invited) || !socket.connected) throw new Problem('room_not_entered');
    if (known !== undefined && known.personId !== personId) throw new Problem('not_allowed');
    this.#join(personId);
    const elsewhere = this.#devices.at(socket);
    if (elsewhere !== undefined && elsewhere !== known) this.#remove(elsewhere);
    this.#doorway.leave(personId);
    if (known === undefined) this.#comeIn(invited.person, deviceId, socket);
    else this.#comeBack(known, socket);
    this.changed();
    return { media: this.#media.find(deviceId)?.hasTransports === true };
  }

  /** @throws Problem media_unavailable */
  capabilities(): ReturnType<RoomMedia['capabilities']> {
    return this.#media.capabilities();
  }

  leave(socket: SignedInSocket, deviceId: string): void {
    this.#testing.end(socket, deviceId);
    if (this.#doorway.pageGone(socket)) this.changed();
    const device = this.#devices.get(deviceId);
    if (device?.socket === socket) this.#remove(device);
  }

  async admit(personId: string, admit: boolean): Promise<void> {
    const invited = this.#guests.get(personId);
    if (!this.#doorway.has(personId)) throw new Problem('not_found');
    if (admit) await this.help.setAdmitted(personId, true);
    invited.admitted ||= admit;
    for (const page of this.#doorway.leave(personId)) page.emit('room:admitted', { roomId: this.id, admitted: admit });
    this.changed();
  }

  /** Out at once; they may knock again. */
  async remove(personId: string): Promise<void> {
    const invited = this.#guests.get(personId);
    if (personId === this.start.hostId) throw new Problem('not_allowed');
    invited.admitted = false;
    this.#putOut(personId, 'removed');
    await this.help.setAdmitted(personId, false);
  }

  /** What a page may do with its own media: after it came in, or for the test before. @throws Problem */
  mediaOf(socket: SignedInSocket, deviceId: string): { media: DeviceMedia; testOnly: boolean } {
    const { id: personId } = socket.data.person;
    this.assertInvited(personId);
    const device = this.#devices.get(deviceId);
    if (device !== undefined) {
      if (device.socket !== socket) throw new Problem('room_not_entered');
      return { media: this.#media.open(personId, deviceId), testOnly: false };
    }
    this.#join(personId);
    this.#testing.begin(socket, deviceId);
    return { media: this.#media.open(personId, deviceId), testOnly: true };
  }

  /** From now on the person's sound goes through this page; on their others it ends first, so that nothing echoes. */
  moveVoice(socket: SignedInSocket, deviceId: string): void {
    this.assertIn(socket);
    for (const other of this.#devices.chooseVoice(socket, deviceId)) this.#media.find(other)?.endSound();
    this.changed();
  }

  /** The device of a person that sends and plays their sound. */
  isVoice(deviceId: string, personId: string): boolean {
    return this.#devices.voiceOf(personId)?.deviceId === deviceId;
  }

  producerOf = (producerId: string): ReturnType<RoomMedia['trackOf']> => this.#media.trackOf(producerId);

  /** @throws Problem not_the_steerer, not_found without a lesson or without sight of it */
  move(change: Move, by: string): void {
    if (change.act !== 'pause' && !this.sight.sees(by)) throw new Problem('not_found');
    this.lesson.move(change, by);
  }

  buffering(socket: SignedInSocket, { deviceId, waiting }: Payload<'room:buffering'>): void {
    this.assertIn(socket);
    this.lesson.wait(this.#devices.page(socket, deviceId), waiting);
  }

  point(socket: SignedInSocket, at: Notice<'room:pointer'>['at']): void {
    const { id: personId } = this.assertIn(socket);
    this.#telling.tellLightly('room:pointer', { roomId: this.id, personId, at }, socket);
  }

  /** @throws Problem not_the_steerer */
  async choose(lesson: Lesson, by: string): Promise<void> {
    const see = await this.sight.foresee(lesson.recordingId);
    this.lesson.assertSteers(by);
    see();
    this.lesson.choose(lesson, by);
    await this.sight.look(lesson.recordingId);
  }

  /** Deleted while they looked at it: the talk goes on. */
  lessonGone(): void {
    this.lesson.choose(null, this.lesson.steering.steererId);
    void this.sight.look(undefined);
    this.changed();
  }

  say(notice: Notice<'room:message'>): void {
    this.#telling.tell('room:message', notice);
  }

  state(personId: string): RoomState {
    return presentState({
      start: this.start,
      revision: this.#telling.revision,
      people: this.#guests.all,
      devices: this.#devices,
      media: this.#media,
      sees: (id) => this.sight.sees(id),
      waiting: personId === this.start.hostId ? this.#doorway.waiting : [],
      speakerId: this.#speaker.personId,
      lesson: this.lesson,
      take: this.help.takes.stateOf(this.id),
    });
  }

  changed(): void {
    this.#telling.changed();
  }

  /** Title or people changed: whoever is not invited any more leaves at once. */
  become(start: RoomStart, invited: readonly Invited[]): void {
    this.start = start;
    for (const personId of this.#guests.without(invited)) {
      this.#putOut(personId, 'not_invited');
      this.#guests.remove(personId);
    }
    this.#guests.add(invited);
    this.lesson.keepTo(this.#guests.ids, start.hostId);
    void this.sight.look(this.lesson.recordingId);
    this.changed();
    this.#considerEmpty();
  }

  pageGone(socket: SignedInSocket, forGood: boolean): void {
    this.#testing.endAll((page) => page === socket);
    if (this.#doorway.pageGone(socket)) this.changed();
    const device = this.#devices.at(socket);
    if (device !== undefined && forGood) this.#remove(device);
    else if (device !== undefined) {
      device.socket = undefined;
      device.forget = setTimeout(() => this.#remove(device), FORGET_MS).unref();
      this.lesson.pageGone(device);
      this.changed();
    }
    this.#considerEmpty();
  }

  get sessionIds(): string[] {
    return this.#devices.all.map(({ sessionId }) => sessionId);
  }

  /** Pages whose sign-in ended are cut, those whose line is down too. Asked for `sessionIds` before. */
  keepSessions(asked: readonly string[], running: ReadonlySet<string>): void {
    for (const device of this.#devices.all) {
      if (running.has(device.sessionId) || !asked.includes(device.sessionId)) continue;
      device.socket?.disconnect(true);
      this.#remove(device);
    }
  }

  /** For everybody and for good. */
  async end(): Promise<void> {
    this.#holds += 1;
    await this.help.takes.roomEnded(this.id);
    for (const personId of this.#guests.ids) this.#putOut(personId, 'ended');
    await this.close();
  }

  /** Resolves when what outlives it is kept. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#telling.close();
    for (const device of this.#devices.all) this.#devices.remove(device);
    this.sight.close();
    this.#media.close();
    await this.lesson.close();
  }

  /** @throws Problem in_too_many_calls for somebody who is not here yet */
  #join(personId: string): void {
    if (!this.holds(personId)) this.help.assertMayJoin(personId);
  }

  #mayEnter({ person, admitted }: Invited): boolean {
    return admitted || person.id === this.start.hostId;
  }

  #comeIn(person: PersonRef, deviceId: string, socket: SignedInSocket): void {
    // What was tested with it is not what it calls with: another page, or another person, may have tested with this id.
    this.#testing.forget(deviceId);
    const isNew = this.#devices.of(person.id).length === 0;
    const tooMany = this.#devices.tooManyOf(person.id);
    if (tooMany !== undefined) this.#remove(tooMany, 'left_elsewhere');
    const { sessionId } = socket.data.person;
    this.#devices.add({ deviceId, personId: person.id, sessionId, socket, forget: undefined });
    if (isNew) this.help.takes.personEntered(this.id, person);
  }

  #comeBack(device: Device, socket: SignedInSocket): void {
    clearTimeout(device.forget);
    device.forget = undefined;
    if (device.socket !== socket) device.socket?.emit('room:ended', { roomId: this.id, reason: 'left_elsewhere' });
    device.socket = socket;
    device.sessionId = socket.data.person.sessionId;
  }

  #putOut(personId: string, reason: EndReason): void {
    for (const page of this.#doorway.leave(personId)) page.emit('room:ended', { roomId: this.id, reason });
    this.#testing.endAll((page) => page.data.person.id === personId);
    for (const device of this.#devices.of(personId)) this.#remove(device, reason);
    this.changed();
  }

  #remove(device: Device, reason?: EndReason): void {
    if (reason !== undefined) device.socket?.emit('room:ended', { roomId: this.id, reason });
    this.#devices.remove(device);
    this.#media.drop(device.deviceId);
    this.lesson.pageGone(device);
    if (this.#devices.of(device.personId).length === 0) this.help.takes.personLeft(this.id, device.personId);
    this.changed();
    this.#considerEmpty();
  }

  #look(): void {
    this.#speaker.look();
    this.#media.look(performance.now());
    this.lesson.look();
  }

  #considerEmpty(): void {
    if (this.#closed || this.#holds > 0) return;
    if (this.#devices.count === 0 && this.#doorway.isEmpty && this.#testing.isEmpty) this.help.empty();
  }
}
