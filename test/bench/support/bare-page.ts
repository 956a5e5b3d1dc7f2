/** A bare Node http handler with the API's own SQL for a page of comments: `node bare-page.ts <database> <recording> <person>`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLog } from '@lesblik/server/log';
import { connectDatabase } from '@lesblik/server/database/database';
import { commentQuery } from '../../../apps/api/src/comments/comment-sql.ts';

const [url = '', recordingId = '', personId = ''] = process.argv.slice(2);
const { db, pool } = connectDatabase({ url, pool: 10 }, createLog('tool', 'silent'));
const text = commentQuery(db, 'readableBy');

const server = createServer((_, response) => {
  pool.query(text, [recordingId, personId, new Date()]).then(
    ({ rows }) => response.setHeader('content-type', 'application/json').end(JSON.stringify(rows)),
    (error: unknown) => response.destroy(error as Error),
  );
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});
