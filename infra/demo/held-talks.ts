import { SUMMARY } from '@lesblik/shared/agendas';
import { PROTOCOL } from '@lesblik/shared/protocol';
import type { Ack, ClientToServer, ServerToClient } from '@lesblik/shared/sockets';
import { talkRoutes } from '@lesblik/shared/talks';
import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import type { Client } from './client.ts';
import { schoolDay } from './past.ts';
import { openDay, type School } from './school.ts';
import type { Settled } from './stories.ts';

/** In which nobody is reminded of it before it is moved to when it was. */
const OFFERED_IN_DAYS = 9;

/** Talks that were held: planned, summed up, and agreed with by both. What is there stays. */
export async function holdTalks(school: School, trajectoryId: string, settled: Settled): Promise<void> {
  const { clients, past } = school;
  const [coach, coachee] = [clients[settled.coach], clients[settled.coachee]];
  const params = { trajectoryId };
  const { items } = await coach.call(talkRoutes.list, { params });
  for (const { kind, title, daysAgo, summary } of settled.talks) {
    if (items.some((talk) => talk.title === title)) continue;
    const at = schoolDay(daysAgo, 14);
    await past.at(new Date(at.getTime() + 3_600_000), async () => {
      const times = [`${openDay(OFFERED_IN_DAYS)}T15:30`];
      const body = { kind, title, timeZone: 'Europe/Amsterdam', times };
      const talk = await coach.call(talkRoutes.offer, { params, body });
      const one = { params: { talkId: talk.id } };
      await coachee.call(talkRoutes.pick, { ...one, body: { timeId: talk.times[0]?.id ?? '' } });
      await writeSummary(coach, talk.id, summary);
      for (const who of [coach, coachee]) await who.call(talkRoutes.confirm, { ...one, body: { summary } });
      await past.moveTalk(talk.id, at);
    });
  }
}

/** As the talk's page does it. */
async function writeSummary(client: Client, talkId: string, summary: string): Promise<void> {
  const doc = new Y.Doc();
  const state = Y.encodeStateVector(doc);
  doc.getText(SUMMARY).insert(0, summary);
  const { url, cookie } = client;
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    transports: ['websocket'],
    auth: { protocol: PROTOCOL },
    extraHeaders: { cookie, origin: url },
  });
  try {
    taken(await socket.emitWithAck('talk:join', { talkId, shared: state, mine: state }));
    const update = Y.encodeStateAsUpdate(doc);
    taken(await socket.emitWithAck('talk:update', { talkId, text: 'shared', update }));
  } finally {
    socket.disconnect();
  }
}

function taken(answer: Ack<unknown>): void {
  if (!answer.ok) throw new Error(`a talk's text was refused: ${answer.problem.code}`);
}
