import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { PROTOCOL } from '@lesblik/shared/protocol';
import type { ClientToServer, ServerToClient } from '@lesblik/shared/sockets';
import { films } from '../support/films.ts';
import { openBrowser, signedIn } from '../support/browser.ts';
import { type Figure, milliseconds, percentile, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';
import { until } from '../../support/until.ts';

const COMMENTS = 60;
const SOCKETS = 100;

type Line = Socket<ServerToClient, ClientToServer>;

/** The coach comments; `seen` tells when it was where it is looked for, by the clock both share. */
async function delays(
  school: School,
  recordingId: string,
  seen: (text: string) => Promise<number[]>,
): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < COMMENTS; n += 1) {
    const text = `meting ${randomUUID()}`;
    const arrives = seen(text);
    const posted = Date.now();
    const comment = {
      clientKey: randomUUID(),
      kind: 'compliment',
      // Each before those already there: the list draws what stands near the playhead, which is at the start.
      moment: { startMs: (COMMENTS - n) * 100, endMs: null },
      text,
    };
    await school.send('POST', `/recordings/${recordingId}/comments`, comment, school.coach);
    all.push(...(await arrives).map((at) => at - posted));
  }
  return all;
}

/** Milliseconds from posting to the comment's place in the other's page, drawn. */
async function drawn(school: School, recordingId: string): Promise<number[]> {
  const browser = await openBrowser();
  try {
    const context = await signedIn(browser, school, school.teacher);
    const page = await context.newPage();
    await page.goto(`/recordings/${recordingId}`);
    await page.getByRole('feed').waitFor();
    return await delays(school, recordingId, async (text) => [
      await page.evaluate(
        (wanted) =>
          new Promise<number>((resolve, reject) => {
            setTimeout(() => reject(new Error('the comment was not drawn within 10 s')), 10_000);
            const look = () => {
              if (!(document.querySelector('[role=feed]')?.textContent ?? '').includes(wanted)) return false;
              // The frame after the one in which it is put there: then it has been painted.
              requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
              observer.disconnect();
              return true;
            };
            const observer = new MutationObserver(look);
            observer.observe(document.body, { subtree: true, childList: true, characterData: true });
            look();
          }),
        text,
      ),
    ]);
  } finally {
    await browser.close();
  }
}

async function atSockets(school: School, recordingId: string): Promise<number[]> {
  const lines: Line[] = [];
  try {
    for (let n = 0; n < SOCKETS; n += 1) {
      const line: Line = io(school.product.url, {
        transports: ['websocket'],
        auth: { protocol: PROTOCOL },
        extraHeaders: { cookie: school.teacher },
        forceNew: true,
      });
      lines.push(line);
      await until(() => line.connected, 10_000, 'a socket');
      const answer = (await line.timeout(10_000).emitWithAck('review:join', { recordingId, revision: 0 })) as
        | { ok: true }
        | { ok: false; problem: { code: string } };
      if (!answer.ok) throw new Error(`a socket was not let in: ${answer.problem.code}`);
    }
    return await delays(school, recordingId, (text) =>
      Promise.all(
        lines.map(
          (line) =>
            new Promise<number>((resolve, reject) => {
              setTimeout(() => reject(new Error('a socket did not hear of it within 10 s')), 10_000).unref();
              const hear: ServerToClient['comment:changed'] = ({ comment }) => {
                if (comment.text !== text) return;
                line.off('comment:changed', hear);
                resolve(Date.now());
              };
              line.on('comment:changed', hear);
            }),
        ),
      ),
    );
  } finally {
    for (const line of lines) line.disconnect();
  }
}

export const commentsLive: Row = {
  name: 'comments-live',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    try {
      const { recordingId, lastByte } = await school.film(await films.short());
      await school.reached(recordingId, 'ready', lastByte, 120_000);
      await school.share(recordingId);
      // There is a list on the page only when there is something in it.
      const first = {
        clientKey: randomUUID(),
        kind: 'compliment',
        moment: { startMs: 0, endMs: null },
        text: 'eerste',
      };
      await school.send('POST', `/recordings/${recordingId}/comments`, first);
      const inPage = percentile(await drawn(school, recordingId), 0.95);
      const inSockets = percentile(await atSockets(school, recordingId), 0.95);
      return [
        {
          what: 'comment posted → drawn in another browser',
          against: '–',
          measured: `p95 ${milliseconds(inPage)}`,
          reach: 'p95 ≤ 100 ms',
          reached: inPage <= 100,
          numbers: { p95: inPage, count: COMMENTS },
        },
        {
          what: `the same with ${SOCKETS} sockets in the room, at the sockets`,
          against: '–',
          measured: `p95 ${milliseconds(inSockets)}`,
          reach: 'p95 ≤ 150 ms',
          reached: inSockets <= 150,
          numbers: { p95: inSockets, count: COMMENTS * SOCKETS },
        },
      ];
    } finally {
      await school.close();
    }
  },
};
