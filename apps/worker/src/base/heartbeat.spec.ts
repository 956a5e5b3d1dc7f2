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

test('a media worker whose decoders are not confined says what is missing in its log when it starts', () => {
  const nothing = { network: false, files: false, memory: false, processes: false, unprivileged: false };
  const { told, warnings } = begun({ way: 'none', ...nothing });
  expect(warnings).toEqual(
    ['with a network', 'see files', 'without limits', 'as root'].map((words) => expect.stringContaining(words)),
  );
  expect(told).toMatchObject([{ confinement: { way: 'none', ...nothing } }]);
});

test('one whose decoders are confined keeps silent about it', () => {
  const all = { network: true, files: true, memory: true, processes: true, unprivileged: true };
  expect(begun({ way: 'bwrap', ...all }).warnings).toEqual([]);
});
