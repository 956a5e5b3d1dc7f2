/** A bare Node server of the files of one folder, and nothing else: `node bare-files.ts <folder>`. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const [folder = ''] = process.argv.slice(2);

const server = createServer((request, response) => {
  const path = join(folder, basename(request.url ?? ''));
  stat(path)
    .then(({ size }) => {
      response.setHeader('content-type', 'video/mp4').setHeader('content-length', size);
      return pipeline(createReadStream(path), response);
    })
    .catch((error: unknown) => response.destroy(error as Error));
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
