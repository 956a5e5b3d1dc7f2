import { expect, test } from '@jest/globals';
import { demuxerOf, sniff } from './sniff.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat([
    ...parts.map((p) => (typeof p === 'string' ? Buffer.from(p, 'latin1') : Buffer.from(p))),
    Buffer.alloc(600),
  ]);

const source = (content: Uint8Array) => ({
  size: content.length,
  read: async (at: number, n: number) => content.subarray(at, at + n),
});

test.each<[string, Uint8Array]>([
  ['text', bytes('Beste collega, hierbij de film.')],
  ['a zip', bytes('PK\u0003\u0004')],
  ['an SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a playlist', bytes('#EXTM3U\n#EXTINF:4,\nfile:///etc/passwd\n')],
  ['an ffconcat script', bytes('ffconcat version 1.0\nfile /etc/passwd\n')],
  ['a picture (JPEG)', bytes([0xff, 0xd8, 0xff, 0xe0])],
  ['a picture (PNG)', bytes([0x89], 'PNG\r\n')],
  ['a picture (HEIC)', bytes([0, 0, 0, 24], 'ftypheic')],
  ['a picture (WebP)', bytes('RIFF', [9, 0, 0, 0], 'WEBP')],
  ['a PDF', bytes('%PDF-1.7')],
  ['nothing but zeros', bytes('')],
])('%s is no film, whatever its name', async (_, content) => {
  await expect(sniff(source(content))).rejects.toMatchObject({ code: 'not_a_film' });
});

test('no bytes are an empty film', async () => {
  await expect(sniff(source(new Uint8Array(0)))).rejects.toMatchObject({ code: 'film_empty' });
});

const packets = (size: number, first: number): Uint8Array => {
  const stream = Buffer.alloc(size * 5);
  for (let at = first; at < stream.length; at += size) stream[at] = 0x47;
  return stream;
};

test.each<[string, Uint8Array]>([
  ['mov', bytes([0, 0, 0, 20], 'ftypisom')],
  ['mov', bytes([0, 0, 0, 20], 'ftypqt  ')],
  ['mov', bytes([0, 0, 0, 8], 'wide')],
  ['mov', bytes([0, 9, 0, 8], 'mdat')],
  ['matroska', bytes([0x1a, 0x45, 0xdf, 0xa3])],
  ['avi', bytes('RIFF', [0, 0, 0, 0], 'AVI LIST')],
  ['wav', bytes('RIFF', [0, 0, 0, 0], 'WAVEfmt ')],
  ['flv', bytes('FLV\u0001')],
  ['ogg', bytes('OggS')],
  ['flac', bytes('fLaC')],
  ['asf', bytes([0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11])],
  ['mpeg', bytes([0, 0, 1, 0xba])],
  ['mp3', bytes('ID3\u0004')],
  ['mp3', bytes([0xff, 0xfb, 0x90, 0x64])],
  ['aac', bytes([0xff, 0xf1, 0x4c, 0x80])],
  ['mpegts', packets(188, 0)],
  ['mpegts', packets(192, 4)],
])('%s is known by its first bytes', (demuxer, content) => {
  expect(demuxerOf(content)).toBe(demuxer);
});
