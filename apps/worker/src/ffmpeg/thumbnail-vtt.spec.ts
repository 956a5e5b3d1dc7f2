import { expect, test } from '@jest/globals';
import { thumbnailVtt } from './thumbnail-vtt.ts';

test('each cue lasts until the next and names its place in its sheet', () => {
  const grid = { width: 160, height: 90, columns: 2, perSheet: 4 };
  const vtt = thumbnailVtt([0.04, 2, 4, 6, 3725.5], 3730, grid, (i) => `t/${i}.jpg`);
  expect(vtt.split('\n\n').map((cue) => cue.trim())).toEqual([
    'WEBVTT',
    '00:00:00.000 --> 00:00:02.000\nt/0.jpg#xywh=0,0,160,90',
    '00:00:02.000 --> 00:00:04.000\nt/0.jpg#xywh=160,0,160,90',
    '00:00:04.000 --> 00:00:06.000\nt/0.jpg#xywh=0,90,160,90',
    '00:00:06.000 --> 01:02:05.500\nt/0.jpg#xywh=160,90,160,90',
    '01:02:05.500 --> 01:02:10.000\nt/1.jpg#xywh=0,0,160,90',
  ]);
});
