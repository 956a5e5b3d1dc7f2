import { expect, test } from '@jest/globals';
import { createLog } from '@lesblik/server/log';
import type { Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { Heartbeat } from './heartbeat.ts';

function begun(confinement: Ffmpeg['confinement']) {
  const lines: string[] = [];
  const log = createLog('worker', 'info', { write: (line: string) => void lines.push(line) });
  const told: Notice[] = [];
  const notices = { publish: async (notice: Notice) => void told.push(notice) } as unknown as NoticeBus;
  const heartbeat = new Heartbeat({ confinement } as Ffmpeg, log, notices);
  heartbeat.start();
  heartbeat.stop();
  return { told, warnings: lines.map((line) => (JSON.parse(line) as { msg: string }).msg) };
}

test('a media worker whose decoders have a network, or are root, says so in its log when it starts', () => {
  const { told, warnings } = begun({ network: false, memory: true, unprivileged: false });
  expect(warnings).toEqual([expect.stringContaining('with a network'), expect.stringContaining('as root')]);
  expect(told).toMatchObject([{ confinement: { network: false, memory: true, unprivileged: false } }]);
});

test('one whose decoders are confined keeps silent about it', () => {
  expect(begun({ network: true, memory: true, unprivileged: true }).warnings).toEqual([]);
});
