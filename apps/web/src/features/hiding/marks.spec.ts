import { describe, expect, test } from '@jest/globals';
import { HiddenArea } from '@lesblik/shared/hiding';
import { begun, ended, fitting, newArea, placed, without } from './marks.ts';

const box = { x: 0.1, y: 0.2, width: 0.2, height: 0.3 };
const right = { ...box, x: 0.6 };
const times = (area: HiddenArea | null) => area?.positions.map(({ atMs, x }) => `${atMs}:${x}`);
const area = newArea('rectangle', box, 1000, 9000);

describe('an area that is drawn', () => {
  test('lies whole in the picture, however far the pointer went', () => {
    expect(fitting({ x: -0.4, y: 0.9, width: 0.3, height: 0.4 })).toEqual({ x: 0, y: 0.6, width: 0.3, height: 0.4 });
    expect(fitting({ x: 0.5, y: 0.5, width: 0, height: 3 })).toEqual({ x: 0.5, y: 0, width: 0.02, height: 1 });
  });

  test('stays to the end of the lesson, until it is told otherwise', () => {
    expect(times(area)).toEqual(['1000:0.1', '9000:0.1']);
    expect(times(newArea('ellipse', box, 9000, 9000))).toEqual(['9000:0.1']);
  });
});

describe('an area that is put elsewhere at a later moment', () => {
  test('goes there, and stays there', () => {
    expect(times(placed(area, 4000, right))).toEqual(['1000:0.1', '4000:0.6', '9000:0.6']);
  });

  test('keeps where it was put after that', () => {
    const twice = placed(placed(area, 4000, right), 9000, box);
    expect(times(placed(twice, 2000, right))).toEqual(['1000:0.1', '2000:0.6', '4000:0.6', '9000:0.1']);
  });

  test('has one place at one moment', () => {
    expect(times(placed(placed(area, 4000, right), 4000, box))).toEqual(['1000:0.1', '4000:0.1', '9000:0.1']);
  });
});

test('an area begins and ends where one says', () => {
  expect(times(begun(area, 3000, right))).toEqual(['3000:0.6', '9000:0.1']);
  expect(times(begun(area, 500, right))).toEqual(['500:0.6', '1000:0.1', '9000:0.1']);
  expect(times(ended(area, 3000, right))).toEqual(['1000:0.1', '3000:0.6']);
  expect([begun(area, 9000, box), ended(area, 1000, box)]).toEqual([null, null]);
});

test('whatever is done to it, the contract takes it', () => {
  for (const one of [
    area,
    placed(area, 4000, right),
    begun(area, 3000, right),
    ended(area, 3000, box),
    without(area, 1000),
  ])
    expect(HiddenArea.safeParse(one).success).toBe(true);
});
