import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './postgres.ts';

/** Debian's redis-server on a free port, forgetting everything when stopped. */
export async function startRedis(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), 'lesblik-redis-'));
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    dir,
    '--maxmemory-policy',
    'noeviction',
  ];
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let output = '';
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`redis-server ended: ${output}`)));
    server.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      if (output.includes('Ready to accept connections')) resolve();
    });
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill();
      await ended;
      await rm(dir, { recursive: true });
    },
  };
}

const READ_ALL = `
  local read = {
    string = {'get'}, hash = {'hgetall'}, set = {'smembers'},
    list = {'lrange', 0, -1}, zset = {'zrange', 0, -1}, stream = {'xrange', '-', '+'},
  }
  local all = {}
  for _, key in ipairs(redis.call('keys', '*')) do
    local how = read[redis.call('type', key).ok]
    table.insert(all, key .. ' ' .. cjson.encode(redis.call(how[1], key, unpack(how, 2))))
  end
  return all`;

/** Every key and what it holds, a line each. */
export async function allOf(url: string): Promise<string> {
  const { stdout } = await promisify(execFile)('redis-cli', ['-u', url, '--raw', 'eval', READ_ALL, '0']);
  return stdout;
}
