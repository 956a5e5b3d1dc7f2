import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CANVAS } from '../../ffmpeg/compose/types.ts';
import { layout } from './layout.ts';
import { joined, scenesOf } from './scenes.ts';

const index = fc.option(fc.nat(9), { nil: undefined });
const moment = fc.record({
  lesson: index,
  screens: fc.array(fc.nat(9), { maxLength: 3 }),
  faces: fc.array(
    fc.record({ picture: index, colour: fc.nat(3), name: fc.constant(undefined), speaking: fc.boolean() }),
    { maxLength: 6 },
  ),
});

test('nothing lies over anything else or beside the picture, on whole pairs of pixels', () => {
  fc.assert(
    fc.property(moment, (given) => {
      const tiles = layout(given);
      for (const [i, { x, y, width, height }] of tiles.entries()) {
        expect([x, y, width, height].every((n) => n % 2 === 0)).toBe(true);
        expect(x >= 0 && y >= 0 && x + width <= CANVAS.width && y + height <= CANVAS.height).toBe(true);
        for (const other of tiles.slice(i + 1)) {
          const apart =
            other.x >= x + width || x >= other.x + other.width || other.y >= y + height || y >= other.y + other.height;
          expect(apart).toBe(true);
        }
      }
      expect(tiles.filter(({ framed }) => framed).length).toBe(
        given.faces.slice(0, 4).filter(({ speaking }) => speaking).length,
      );
    }),
  );
});

test('a shared screen takes the lesson’s place, which stays, smaller', () => {
  const faces = [{ picture: 3, colour: 0, name: 'Noor', speaking: false }];
  const [main] = layout({ lesson: 1, screens: [], faces });
  const [screen, lesson] = layout({ lesson: 1, screens: [2], faces });
  expect(screen).toMatchObject({ picture: 2, name: undefined, width: main?.width, height: main?.height });
  expect(lesson).toMatchObject({ picture: 1 });
  expect(lesson?.width).toBeLessThan(main?.width ?? 0);
});

describe('scenes', () => {
  const span = fc
    .tuple(fc.nat(9_000), fc.integer({ min: 1, max: 5_000 }))
    .map(([from, length]) => ({ from, to: from + length }));
  const film = fc.record({
    lengthMs: fc.integer({ min: 40, max: 10_000 }),
    lesson: fc.array(
      span.map((one) => ({ ...one, picture: 0 })),
      { maxLength: 3 },
    ),
    people: fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c'),
        name: fc.constant(undefined),
        there: fc.array(span, { maxLength: 2 }),
        camera: fc.array(
          span.map((one) => ({ ...one, picture: 1 })),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 3 },
    ),
  });

  test('join from the first frame to the last', () => {
    fc.assert(
      fc.property(film, ({ lengthMs, lesson, people }) => {
        const scenes = scenesOf({ lengthMs, lesson, screens: [], people, speakers: [{ at: 500, personId: 'a' }] });
        expect(scenes[0]?.from).toBe(0);
        expect(scenes.at(-1)?.to).toBe(Math.round(lengthMs / 40));
        for (const [i, { from, to }] of scenes.entries()) {
          expect(to).toBeGreaterThan(from);
          if (i > 0) expect(from).toBe(scenes[i - 1]?.to);
        }
      }),
    );
  });

  test('show a face only while its person is there, and frame whoever speaks', () => {
    const name = 'Noor';
    const there = [{ from: 1_000, to: 4_000 }];
    const person = { id: 'a', name, there, camera: [{ from: 2_000, to: 9_000, picture: 5 }] };
    const speakers = [
      { at: 3_000, personId: 'a' },
      { at: 3_400, personId: null },
    ];
    const scenes = scenesOf({ lengthMs: 5_000, lesson: [], screens: [], people: [person], speakers });
    expect(scenes.flatMap(({ tiles }) => tiles).map((tile) => tile.name)).toEqual([name, name, name, name]);
    expect(scenes.map(({ from, tiles }) => [from * 40, tiles.map(({ picture, framed }) => [picture, framed])])).toEqual(
      [
        [0, []],
        [1_000, [[undefined, false]]],
        [2_000, [[5, false]]],
        [3_000, [[5, true]]],
        [3_400, [[5, false]]],
        [4_000, []],
      ],
    );
  });

  test('of two pictures of a camera that overlap the later is shown, and a playhead dragged for hours holds nobody up', () => {
    const camera = [
      { from: 0, to: 4_000, picture: 1 },
      { from: 1_000, to: 2_000, picture: 2 },
    ];
    const person = { id: 'a', name: undefined, there: [{ from: 0, to: 4_000 }], camera };
    const faces = scenesOf({ lengthMs: 4_000, lesson: [], screens: [], people: [person], speakers: [] });
    expect(faces.map(({ tiles }) => tiles[0]?.picture)).toEqual([1, 2, 1]);
    const lesson = Array.from({ length: 200_000 }, (_, n) => ({ from: n * 40, to: (n + 1) * 40, picture: n }));
    const film = { lengthMs: 200_000 * 40, screens: [], people: [], speakers: [] };
    expect(scenesOf({ ...film, lesson })).toHaveLength(200_000);
  });

  test('a place is kept over a short absence', () => {
    const away = [
      { from: 0, to: 1_000 },
      { from: 3_000, to: 4_000 },
      { from: 9_000, to: 9_500 },
    ];
    expect(joined(away, 2_000)).toEqual([
      { from: 0, to: 4_000 },
      { from: 9_000, to: 9_500 },
    ]);
  });
});
