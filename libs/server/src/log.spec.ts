import { expect, test } from '@jest/globals';
import { createLog } from './log.ts';

function logged() {
  const lines: string[] = [];
  const log = createLog('api', 'info', { write: (line) => void lines.push(line) });
  return { log, lines };
}

test('neither a comment’s words nor a password reach the log', () => {
  const { log, lines } = logged();
  log.info(
    { comment: { id: 'c1', text: 'you spoke too fast' }, body: { person: { password: 'hush' } }, token: 'abc' },
    'saved',
  );
  expect(lines.join('')).not.toMatch(/too fast|hush|abc/);
  expect(lines[0]).toContain('"id":"c1"');
});

test('a child names the recording on each of its lines', () => {
  const { log, lines } = logged();
  log.child({ recordingId: 'r1' }).warn('no sound in it');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ service: 'api', recordingId: 'r1', msg: 'no sound in it' });
});

test('an error is told with its causes and without what a driver hangs on it', () => {
  const { log, lines } = logged();
  const cause = Object.assign(new Error('refused'), {
    code: 'ECONNREFUSED',
    client: { connectionString: 'postgres://u:hush@db' },
  });
  log.error({ err: new Error('no database', { cause }) }, 'start failed');
  expect(lines[0]).not.toContain('hush');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    err: { message: 'no database', cause: { code: 'ECONNREFUSED' } },
  });
});
