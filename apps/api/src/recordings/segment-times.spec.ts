import { expect, test } from '@jest/globals';
import { SegmentTimes } from './segment-times.ts';

const film = { timescale: 3, segmentTicks: [10, 10, 5] };

function timesOf(answers: ({ timescale: number; segmentTicks: number[] } | undefined)[]) {
  const times = new SegmentTimes();
  let asked = 0;
  const span = (n: number, now = 0) =>
    times.span('a', n, now, () => {
      asked += 1;
      return Promise.resolve(answers.shift());
    });
  return { span, asked: () => asked };
}

test('each segment begins where the one before it ends, outwards to whole milliseconds', async () => {
  const { span, asked } = timesOf([film]);
  expect(await span(0)).toEqual({ startMs: 0, endMs: 3334 });
  expect(await span(1)).toEqual({ startMs: 3333, endMs: 6667 });
  expect(await span(2)).toEqual({ startMs: 6666, endMs: 8334 });
  expect(asked()).toBe(1);
});

test('a film that is being made is asked about again where it was not known that far', async () => {
  const { span } = timesOf([{ timescale: 3, segmentTicks: [10] }, film]);
  expect(await span(0)).toEqual({ startMs: 0, endMs: 3334 });
  expect(await span(2)).toEqual({ startMs: 6666, endMs: 8334 });
});

test('nothing is known of what is not there', async () => {
  expect(await timesOf([undefined]).span(0)).toBeUndefined();
  expect(await timesOf([film]).span(3)).toBeUndefined();
});

test('after a minute it is asked anew', async () => {
  const { span, asked } = timesOf([film, { timescale: 3, segmentTicks: [12, 10, 5] }]);
  await span(0);
  expect(await span(0, 60_000)).toEqual({ startMs: 0, endMs: 4000 });
  expect(asked()).toBe(2);
});
