import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Pool } from 'pg';
import { freePort } from '../support/postgres.ts';

/** A made password file: what a tool looks for when it walks up the folders. */
const PASSWD = 'root:x:0:0:root:/root:/bin/bash\n';

const HOME = `<a href="/lessons?name=les">1</a> <a href="/search?word=les">2</a> <a href="/go?to=les">3</a>
<a href="/file?name=les">4</a> <form method="post" action="/write"><input name="words" value="les"></form>`;

/**
 * A server with the mistakes that Lesblik must not make, on loopback, to see that the tools find them.
 * @param databaseUrl nothing in it is read or written
 */
export async function weakServer(databaseUrl: string): Promise<{ url: string; close: () => Promise<void> }> {
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  const written: string[] = [];

  async function answer(incoming: IncomingMessage): Promise<{ status: number; body: string; location?: string }> {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
    const given = [...searchParams.values()][0] ?? '';
    if (pathname === '/lessons') {
      const lessons = `select name from (values ('les'), ('gesprek')) as lesson (name) where name = '${given}'`;
      const { rows } = (await pool.query(lessons)) as { rows: object[] };
      return { status: 200, body: JSON.stringify(rows) };
    }
    if (pathname === '/search') return { status: 200, body: `<p>${given}</p>` };
    if (pathname === '/go') return { status: 302, body: '', location: given };
    if (pathname === '/file') return { status: 200, body: given.includes('etc/passwd') ? PASSWD : '' };
    if (pathname === '/write') written.push(new URLSearchParams(await text(incoming)).get('words') ?? '');
    return { status: 200, body: `<html><body>${HOME}${written.join('<br>')}</body></html>` };
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming)
      .catch((error: unknown) => ({ status: 500, body: `PostgreSQL ERROR: ${String(error)}`, location: undefined }))
      .then(({ status, body, location }) => {
        outgoing.setHeader('content-type', 'text/html; charset=utf-8');
        outgoing.setHeader('set-cookie', 'weak=1');
        if (location !== undefined) outgoing.setHeader('location', encodeURI(location));
        outgoing.writeHead(status).end(body);
      })
      .catch(() => outgoing.destroy());
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.end();
    },
  };
}
