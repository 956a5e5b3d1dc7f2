import { randomUUID } from 'node:crypto';
import { CONSENT_TEXT_VERSION } from '@lesblik/shared/room-events';
import type { RequestName } from '@lesblik/shared/sockets';
import * as Y from 'yjs';
import { type Connected, type Live, voice } from './live.ts';

type EventAnswers = Record<Connected, string>;

export interface EventRow {
  name: RequestName;
  /** `ok`, or the problem's code, that each gets. */
  answers: EventAnswers;
  /** What is asked by everybody alike, the host's device and tracks named in it too; and what has to be so before. */
  given: (live: Live) => object | Promise<object>;
}

const but = (usual: string, exceptions: Partial<EventAnswers> = {}): EventAnswers => ({
  owner: usual,
  commenter: usual,
  watcher: usual,
  coach: usual,
  client: usual,
  supervisor: usual,
  administrator: usual,
  member: usual,
  expiredGuest: usual,
  withdrawn: usual,
  outsider: usual,
  ...exceptions,
});

const row = (name: RequestName, answers: EventAnswers, given: EventRow['given']): EventRow => ({
  name,
  answers,
  given,
});

/** Who leaves what they were never in is told nothing by it. */
const all = but('ok');
const watchers = but('not_found', { owner: 'ok', commenter: 'ok', watcher: 'ok' });
const coacheeAndCoach = but('not_found', {
  owner: 'ok',
  coach: 'ok',
  client: 'not_allowed',
  supervisor: 'not_allowed',
});
const inTrajectory = but('not_found', { owner: 'ok', coach: 'ok', client: 'ok', supervisor: 'ok' });
/** Of the call: its host, who is in it; and who is invited and waits at the door. */
const inside = but('not_found', { owner: 'ok', commenter: 'room_not_entered' });
const invited = but('not_found', { owner: 'ok', commenter: 'ok' });

const lesson = ({ scene: { recordingId } }: Live) => ({ recordingId });
const talk = ({ scene: { talkId } }: Live) => ({ talkId });
const trajectory = ({ scene: { trajectoryId } }: Live) => ({ trajectoryId });
const room = ({ scene: { roomId } }: Live) => ({ roomId });
const device = (live: Live) => ({ ...room(live), deviceId: live.deviceId });
/** Of the call, while its host is in it. */
const called =
  (more: (live: Live) => object | Promise<object> = () => ({})) =>
  async (live: Live) => {
    await live.inCall();
    return { ...device(live), ...(await more(live)) };
  };

const nothing = Y.encodeStateVector(new Y.Doc());
const written = () => {
  const doc = new Y.Doc();
  doc.getText('situation').insert(0, 'onder ons');
  return Y.encodeStateAsUpdate(doc);
};
/** Everybody tries to come in first. */
const afterAll = (name: RequestName, payload: (live: Live) => object, more: object) => async (live: Live) => {
  for (const role of Object.keys(all) as Connected[]) await live.ask(role, name, payload(live));
  return { ...payload(live), ...more };
};
const joining = (live: Live) => ({ ...talk(live), shared: nothing, mine: nothing });

/** Every request of the contract over a socket, with what each gets. */
export const eventRows: readonly EventRow[] = [
  row('review:join', watchers, (live) => ({ ...lesson(live), revision: 0 })),
  row('review:leave', all, lesson),
  row(
    'review:playhead',
    watchers,
    afterAll('review:join', (live) => ({ ...lesson(live), revision: 0 }), { atMs: 0, playing: true }),
  ),
  // Whoever follows what is not theirs hears nothing of it (below).
  row('recordings:follow', all, ({ scene }) => ({ recordingIds: [scene.recordingId] })),

  row('talk:join', coacheeAndCoach, joining),
  row('talk:leave', all, talk),
  row('talk:update', coacheeAndCoach, (live) => ({ ...talk(live), text: 'shared', update: written() })),
  row('talk:presence', but('not_found', { owner: 'ok', coach: 'ok' }), afterAll('talk:join', joining, { field: null })),

  row('trajectory:follow', inTrajectory, trajectory),
  row('trajectory:leave', all, trajectory),

  row('room:clock', all, () => ({})),
  row('room:knock', invited, device),
  row('room:enter', inside, called()),
  row('room:leave', invited, called()),
  row('room:voice', inside, called()),
  row(
    'room:admit',
    inside,
    called(({ scene }) => ({ personId: scene.cast.commenter.id, admit: true })),
  ),
  row(
    'room:remove',
    inside,
    called(({ scene }) => ({ personId: scene.cast.commenter.id })),
  ),
  row(
    'room:transport',
    inside,
    called(() => ({ direction: 'send' })),
  ),
  row(
    'room:connect-transport',
    inside,
    called(async (live) => ({
      transportId: await live.transport(),
      dtlsParameters: {
        role: 'client',
        fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }],
      },
    })),
  ),
  row(
    'room:restart-ice',
    inside,
    called(async (live) => ({ transportId: await live.transport() })),
  ),
  row(
    'room:close-transport',
    inside,
    called(async (live) => ({ transportId: await live.transport() })),
  ),
  row(
    'room:produce',
    inside,
    called(async (live) => ({ transportId: await live.transport(), source: 'microphone', rtpParameters: voice })),
  ),
  row(
    'room:producer',
    inside,
    called(async (live) => ({ producerId: await live.producer(), act: 'pause' })),
  ),
  row('room:consume', inside, consuming),
  row('room:consumer', inside, async (live) => {
    const { consumerId } = await live.host('room:consume', await consuming(live));
    return { ...device(live), consumerId, act: 'resume' };
  }),
  row(
    'room:message',
    inside,
    called(() => ({ clientKey: randomUUID(), text: 'Onder ons' })),
  ),
  row(
    'room:playhead',
    inside,
    called(({ scene }) => ({ change: { act: 'choose', recordingId: scene.recordingId } })),
  ),
  row(
    'room:control',
    inside,
    called(() => ({ change: { act: 'take' } })),
  ),
  row(
    'room:buffering',
    inside,
    called(() => ({ waiting: false })),
  ),
  row(
    'room:pointer',
    inside,
    called(() => ({ at: { x: 0.5, y: 0.5 } })),
  ),
  row('room:ask-consent', inside, called()),
  row(
    'room:consent',
    inside,
    called(async (live) => ({
      ...(await live.host('room:ask-consent', {})),
      ...{ answer: 'yes', textVersion: CONSENT_TEXT_VERSION },
    })),
  ),
  row(
    'room:stop-recording',
    inside,
    called((live) => live.host('room:ask-consent', {})),
  ),
];

/** The track of the test before a call, which its own page may hear. */
async function consuming(live: Live): Promise<object> {
  const { routerRtpCapabilities } = await live.inCall();
  const [producerId, transportId] = [await live.producer('check'), await live.transport('receive')];
  return { ...device(live), transportId, producerId, rtpCapabilities: routerRtpCapabilities };
}
