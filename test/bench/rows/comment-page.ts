import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Agent, get } from 'node:http';
import { films } from '../support/films.ts';
import { type Figure, ratio, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';

const COMMENTS = 50;
const LINES = 8;
const SPAN_MS = 8_000;

/** Requests a second over eight kept-alive lines. */
async function rate(url: string, cookie: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: LINES });
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      get(url, { agent, headers: { cookie } }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
        response.resume().on('end', () => resolve());
      }).on('error', reject);
    });
  const during = async (ms: number): Promise<number> => {
    const end = performance.now() + ms;
    let count = 0;
    const line = async () => {
      while (performance.now() < end) {
        await ask();
        count += 1;
      }
    };
    await Promise.all(Array.from({ length: LINES }, line));
    return (count * 1000) / ms;
  };
  await during(2_000);
  const perSecond = await during(SPAN_MS);
  agent.destroy();
  return perSecond;
}

/** A process of its own, as the API is: see bare-page.ts. */
async function startBare(databaseUrl: string, recordingId: string, personId: string) {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, '../support/bare-page.ts'), databaseUrl, recordingId, personId],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    child.once('exit', (code) => reject(new Error(`the bare server ended with ${code}`)));
  });
  return { url, stop: () => child.kill() };
}

export const commentPage: Row = {
  name: 'comment-page',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    try {
      const { recordingId, lastByte } = await school.film(await films.short());
      await school.reached(recordingId, 'ready', lastByte, 120_000);
      await school.product.kill('worker');
      await school.fill(recordingId, COMMENTS);
      const { id } = await school.send<{ id: string }>('GET', '/me');
      const bareServer = await startBare(school.product.env['DATABASE_URL'] ?? '', recordingId, id);
      const path = `/api/recordings/${recordingId}/comments`;
      const bare = await rate(bareServer.url, '');
      const ours = await rate(`${school.product.url}${path}`, school.teacher);
      bareServer.stop();
      const share = ours / bare;
      return [
        {
          what: `authorised read of a page of ${COMMENTS} comments`,
          against: `bare Node and the same SQL ${Math.round(bare)}/s`,
          measured: `${ratio(share)} (${Math.round(ours)}/s)`,
          reach: '≥ 0.5',
          reached: share >= 0.5,
          numbers: { share, perSecond: ours, barePerSecond: bare },
        },
      ];
    } finally {
      await school.close();
    }
  },
};
