import { describe, expect, test } from '@jest/globals';
import { cleanFileName } from './file-name.ts';

describe('a file name from outside', () => {
  test('is never a path', () => {
    expect(cleanFileName('../../etc/passwd')).toBe('_.._etc_passwd');
    expect(cleanFileName('C:\\films\\les.mp4')).toBe('C__films_les.mp4');
    expect(cleanFileName('..')).toBe('film');
  });

  test('cannot pretend another ending by turning its direction', () => {
    expect(cleanFileName('les\u202e4pm.exe')).toBe('les4pm.exe');
    expect(cleanFileName('les\u200f.mp4')).toBe('les.mp4');
  });

  test('carries no line break, zero byte or half a character', () => {
    expect(cleanFileName('les\r\n\u0000.mp4')).toBe('les.mp4');
    expect(cleanFileName('les\ud83d.mp4')).toBe('les\ufffd.mp4');
  });

  test('of 300 characters keeps its ending, and no emoji is cut in two', () => {
    const name = cleanFileName(`${'🎬'.repeat(300)}.mp4`);
    expect(Array.from(name)).toHaveLength(200);
    expect(name.endsWith('🎬.mp4')).toBe(true);
  });

  test('stays as it is where it is fine', () => {
    expect(cleanFileName('Les 3B – breuken 🎬 (2).mp4')).toBe('Les 3B – breuken 🎬 (2).mp4');
  });
});
