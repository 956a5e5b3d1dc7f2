import { roomRoutes } from '@lesblik/shared/rooms';
import { CallClient } from './call-client.ts';
import { type FakeTrack, type Heard, listen, picture, tone } from './fake-media.ts';
import { lesson, share } from './recordings.ts';
import type { Somebody, World } from './world.ts';

/** A school with a teacher's lesson, shared with a coach. */
export interface CallScene {
  organisationId: string;
  teacher: Somebody;
  coach: Somebody;
  colleague: Somebody;
  recordingId: string;
  /** The coach's. */
  grantId: string;
}

export async function callScene(world: World): Promise<CallScene> {
  const { id: organisationId } = await world.school();
  const [teacher, coach, colleague] = await Promise.all([
    world.member(organisationId, 'Docent'),
    world.member(organisationId, 'Coach'),
    world.member(organisationId, 'Collega'),
  ]);
  const recordingId = await lesson(world, organisationId, teacher);
  const grantId = await share(world, recordingId, teacher, coach);
  return { organisationId, teacher, coach, colleague, recordingId, grantId };
}

/** The same people around a new lesson. */
export async function freshLesson(world: World, scene: CallScene): Promise<CallScene> {
  const recordingId = await lesson(world, scene.organisationId, scene.teacher);
  return { ...scene, recordingId, grantId: await share(world, recordingId, scene.teacher, scene.coach) };
}

/** A review call over that lesson, whose host is the teacher. @returns its id */
export async function plan(world: World, scene: CallScene, others: Somebody[] = [scene.coach]): Promise<string> {
  const { status, body } = await world.call(scene.teacher, roomRoutes.create, {
    body: { title: 'Kijkgesprek', recordingId: scene.recordingId, personIds: others.map(({ id }) => id) },
  });
  if (status !== 201) throw new Error(`${status} ${body.code}`);
  return body.id;
}

/** Pages and tracks of one test, all put away by `close`. */
export class Call {
  readonly #clients: CallClient[] = [];
  /** Tracks and sinks: one that is not stopped keeps the test's process alive. */
  readonly #stops: (() => void)[] = [];

  constructor(
    readonly world: World,
    readonly roomId: string,
    readonly url = world.url,
  ) {}

  async page(person: Somebody, deviceId?: string): Promise<CallClient> {
    const client = await CallClient.open(this.url, person, this.roomId, deviceId);
    this.#clients.push(client);
    return client;
  }

  /** The host comes in, with a page. */
  async host(person: Somebody, withMedia = true): Promise<CallClient> {
    const client = await this.page(person);
    await client.enter(withMedia);
    return client;
  }

  /** Somebody knocks, the host lets them in, and they enter. */
  async guest(host: CallClient, person: Somebody, withMedia = true): Promise<CallClient> {
    const client = await this.page(person);
    const { admitted } = await client.knock();
    if (!admitted) await host.ask('room:admit', { personId: person.id, admit: true });
    await client.enter(withMedia);
    return client;
  }

  tone(hertz = 440): MediaStreamTrack {
    return this.#keep(tone(hertz));
  }

  picture(width?: number, height?: number): MediaStreamTrack {
    return this.#keep(picture(width, height));
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const client of this.#clients) client.close();
  }

  /** What comes out of a received track. */
  listen(track: MediaStreamTrack): Heard {
    const { heard, stop } = listen(track);
    this.#stops.push(stop);
    return heard;
  }

  #keep(fake: FakeTrack): MediaStreamTrack {
    this.#stops.push(fake.stop);
    return fake.track;
  }
}
