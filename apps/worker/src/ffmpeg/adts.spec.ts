import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AdtsFrames } from './adts.ts';

const adts = (body: Uint8Array): Buffer => {
  const length = body.length + 7;
  return Buffer.from([
    0xff,
    0xf1,
    0x4c,
    0x80 | (length >> 11),
    (length >> 3) & 255,
    ((length & 7) << 5) | 0x1f,
    0xfc,
    ...body,
  ]);
};

test('frames come out whole, wherever the pipe cuts them', () => {
  const bodies = fc.array(fc.uint8Array({ minLength: 1, maxLength: 3000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(bodies, fc.integer({ min: 1, max: 4000 }), (frames, piece) => {
      const stream = Buffer.concat(frames.map(adts));
      const seen: Uint8Array[] = [];
      const parser = new AdtsFrames((f) => seen.push(f));
      for (let at = 0; at < stream.length; at += piece) parser.push(stream.subarray(at, at + piece));
      expect(seen).toEqual(frames);
    }),
  );
});

test('what is no ADTS is refused', () => {
  expect(() => new AdtsFrames(() => undefined).push(Buffer.alloc(64))).toThrow('no ADTS');
});
