import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pictureIn, shareOf } from './picture-place.ts';

const side = fc.integer({ min: 1, max: 4000 });

test('beside the picture there is nothing to point at', () => {
  const frame = { width: 1000, height: 1000 };
  expect(shareOf({ x: 500, y: 100 }, frame, { width: 1600, height: 900 })).toBeNull();
  expect(shareOf({ x: 500, y: 500 }, frame, { width: 1600, height: 900 })).toEqual({ x: 0.5, y: 0.5 });
  expect(shareOf({ x: 100, y: 500 }, frame, { width: 900, height: 1600 })).toBeNull();
  expect(pictureIn(frame, { width: 500, height: 1000 })).toEqual({ left: 250, top: 0, width: 500, height: 1000 });
});

test('a share of the picture is the same spot in a frame of any other size', () => {
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(side, side, side, side, share, share, (width, height, w, h, x, y) => {
      const frame = { width, height };
      const place = pictureIn(frame, { width: w, height: h });
      const found = shareOf({ x: place.left + x * place.width, y: place.top + y * place.height }, frame, {
        width: w,
        height: h,
      });
      expect(found?.x).toBeCloseTo(x, 5);
      expect(found?.y).toBeCloseTo(y, 5);
    }),
  );
});
