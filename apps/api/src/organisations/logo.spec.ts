import { describe, expect, test } from '@jest/globals';
import { madeLogo } from '../../../../test/support/logo.ts';
import { cleanLogo } from './logo.ts';

const refused = expect.objectContaining({ code: 'logo_unreadable' });

describe('what is refused', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a picture that is too wide', madeLogo({ width: 801, height: 1 })],
    ['a picture that is too high', madeLogo({ width: 1, height: 401 })],
    ['grey pixels', madeLogo({ colour: 0 })],
    ['an interlaced picture', madeLogo({ interlaced: 1 })],
    ['half a picture', madeLogo().subarray(0, 80)],
    ['fewer pixels than announced', madeLogo({ pixels: Buffer.alloc(100) })],
    ['more pixels than announced', madeLogo({ pixels: Buffer.alloc(10_000_000) })],
    ['a filter that does not exist', madeLogo({ width: 1, height: 1, pixels: Buffer.from([9, 1, 2, 3, 4]) })],
    ['a file that is too large', Buffer.concat([madeLogo(), Buffer.alloc(150_000)])],
  ])('%s', (_, sent) => {
    expect(() => cleanLogo(sent)).toThrow(refused);
  });

  test('a chunk that was changed on the way', () => {
    const sent = madeLogo();
    sent[20] = 99;
    expect(() => cleanLogo(sent)).toThrow(refused);
  });
});

test('only the pixels stay: what a file says besides, and what stands behind it, is gone', () => {
  const place = Buffer.from('Made at\u0000Dorpsstraat 1');
  const clean = cleanLogo(Buffer.concat([madeLogo({ besides: [['tEXt', place]] }), Buffer.from('<script>')]));
  expect(clean.includes('Dorpsstraat')).toBe(false);
  expect(clean.includes('<script>')).toBe(false);
  expect(cleanLogo(clean)).toEqual(clean);
});
