import { expect, test } from '@jest/globals';
import { createLog } from './log.ts';
import { Shutdown } from './shutdown.ts';

test('what opened last closes first, once, and one stuck step holds up nobody', async () => {
  const closed: string[] = [];
  const lines: string[] = [];
  const shutdown = new Shutdown(createLog('tool', 'error', { write: (line) => void lines.push(line) }), 20);
  shutdown.add('database', async () => closed.push('database'));
  shutdown.add('stuck', () => new Promise(() => {}));
  shutdown.add('queue', async () => closed.push('queue'));
  await Promise.all([shutdown.end(), shutdown.end()]);
  expect(closed).toEqual(['queue', 'database']);
  expect(lines.join('')).toContain('stuck did not close within 20 ms');
});
