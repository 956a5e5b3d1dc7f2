import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { scratchFolder } from './scratch.ts';
import { until } from './until.ts';

export interface TurnServer {
  url: string;
  secret: string;
  stop: () => Promise<void>;
}

/** Debian's coturn on loopback, with credentials made of a shared secret. */
export async function startTurnServer(): Promise<TurnServer> {
  const port = await freePort();
  const folder = await scratchFolder();
  const secret = 'a secret of the tests alone';
  const options = {
    'listening-ip': '127.0.0.1',
    'relay-ip': '127.0.0.1',
    'listening-port': String(port),
    'static-auth-secret': secret,
    realm: 'lesblik',
    'log-file': 'stdout',
    // Removed by coturn itself.
    pidfile: join(folder.path, 'pid'),
  };
  const flags = ['use-auth-secret', 'allow-loopback-peers', 'no-cli', 'no-tls', 'no-dtls', 'simple-log'];
  const child = spawn(
    'turnserver',
    [
      '-n',
      ...flags.map((flag) => `--${flag}`),
      ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await until(
    () => {
      if (child.exitCode !== null) throw new Error(`coturn ended: ${output}`);
      return /Total General servers/.test(output);
    },
    15_000,
    'coturn',
  );
  const stop = async () => {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    await ended;
    await folder.remove();
  };
  return { url: `turn:127.0.0.1:${port}`, secret, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
