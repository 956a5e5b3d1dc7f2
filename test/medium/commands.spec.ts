import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { Command } from '../support/command.ts';
import { freePort } from '../support/postgres.ts';
import { until } from '../support/until.ts';

const ready = 'Lesblik is ready';
const limit = 180_000;

const data = mkdtempSync(join(tmpdir(), 'lesblik-commands-'));
const env = { DATA_DIR: data, MEDIASOUP_PORT: '0' };
let running: Command | undefined;

async function serve(port: number): Promise<Command> {
  running = new Command(['serve', '--port', String(port)], env);
  await running.says(ready);
  return running;
}

async function stop(): Promise<number | null | undefined> {
  running?.send('SIGTERM');
  const code = await running?.ended;
  running = undefined;
  return code;
}

afterEach(stop, limit);
afterAll(() => {
  Command.endAll();
  rmSync(data, { recursive: true, force: true });
});

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/api/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

interface Holder {
  pid: number;
  pids: number[];
}

const holder = (): Holder => JSON.parse(readFileSync(join(data, 'running.json'), 'utf8')) as Holder;
const commandLine = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8');

function processOf(program: string): number {
  const pid = holder().pids.find((each) => existsSync(`/proc/${each}`) && commandLine(each).includes(program));
  if (pid === undefined) throw new Error(`${program} does not run`);
  return pid;
}

describe('npm run serve', () => {
  test(
    'a port in use is said in one sentence',
    async () => {
      const port = await freePort();
      const other = createServer().listen(port, '127.0.0.1');
      const { code, output } = await Command.run(['serve', '--port', String(port)], env);
      other.close();
      expect(output.trim()).toMatch(new RegExp(`^Port ${port} is in use by another program: .*--port ${port + 1}\\.$`));
      expect(code).toBe(1);
    },
    limit,
  );

  test(
    'a wrong setting stops the start with its sentence, and leaves nothing running',
    async () => {
      const port = await freePort();
      const { code, output } = await Command.run(['serve', '--port', String(port)], { ...env, LOG_LEVEL: 'loud' });
      expect(output).toContain('LOG_LEVEL must be trace, debug, info, warn, error or silent, not "loud".');
      expect(output).not.toMatch(/\n\s+at /);
      expect(code).toBe(1);
      expect(existsSync(join(data, 'running.json'))).toBe(false);
    },
    limit,
  );

  test(
    'it prints a link for the first administrator, keeps its processes alive and stops cleanly',
    async () => {
      const port = await freePort();
      const command = await serve(port);
      expect(command.output).toMatch(new RegExp(`this link works once:\\n {2}http://localhost:${port}/\\S+`));

      for (const args of [['serve', '--port', String(await freePort())], ['reset']]) {
        const { code, output } = await Command.run(args, env);
        expect(output).toContain(`Lesblik already runs from this folder (process ${holder().pid}, port ${port})`);
        expect(code).toBe(1);
      }

      for (const program of ['apps/api/dist/main.js', 'apps/worker/dist/main.js']) {
        const before = processOf(program);
        process.kill(before, 'SIGKILL');
        await until(() => holder().pids.every((pid) => pid !== before), 60_000, `a new ${program}`);
        expect(processOf(program)).not.toBe(before);
      }
      await until(() => answers(port), 60_000, 'the API again');
      expect(command.output).toContain('The API was ended by SIGKILL; it is started again');
      expect(command.output).toContain('The media worker was ended by SIGKILL; it is started again');

      const { pids } = holder();
      expect(await stop()).toBe(0);
      expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
      expect(await answers(port)).toBe(false);
      expect(existsSync(join(data, 'postgres/postmaster.pid'))).toBe(false);
    },
    limit,
  );

  test(
    'what is stopped while it starts says nothing of being ready',
    async () => {
      running = new Command(['serve', '--port', String(await freePort())], env);
      await running.says('… API');
      running.send('SIGINT');
      expect(await running.ended).toBe(0);
      const { output } = running;
      expect(output).not.toContain(ready);
      expect(output.slice(output.indexOf('Stopping …'))).toBe('Stopping …\nStopped.\n');
    },
    limit,
  );

  test(
    'what a killed start left behind is ended by the next one',
    async () => {
      const port = await freePort();
      await serve(port);
      const { pid, pids } = holder();
      process.kill(pid, 'SIGKILL');
      await running?.ended;
      await serve(await freePort());
      expect(pids.filter((each) => existsSync(`/proc/${each}`))).toEqual([]);
    },
    limit,
  );

  test(
    'the demo is refused in the folder of a real school',
    async () => {
      const { code, output } = await Command.run(['start', '--port', String(await freePort())], env);
      expect(output).toContain(`${data} holds a real school: set DATA_DIR to another folder for the demo.`);
      expect(code).toBe(1);
    },
    limit,
  );

  test(
    'reset removes everything that was kept',
    async () => {
      const { code } = await Command.run(['reset'], env);
      expect(code).toBe(0);
      expect(existsSync(data)).toBe(false);
    },
    limit,
  );
});
