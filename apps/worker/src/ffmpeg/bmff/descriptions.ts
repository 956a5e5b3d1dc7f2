import { box, concat, find, fullBox, u16, u32, view } from './boxes.ts';

/** Fixed part of a video sample entry, its header included (14496-12, 12.1.3). */
const VIDEO_ENTRY = 86;

/** The first sample entry of a `stsd` box. */
const entryOf = (stsd: Uint8Array): Uint8Array => stsd.subarray(16);

const typeOf = (entry: Uint8Array): string => String.fromCharCode(...entry.subarray(4, 8));

const stsd = (entry: Uint8Array): Uint8Array => fullBox('stsd', 0, 0, u32(1), entry);

/** An H.264 description with what players need and nothing else: films carry boxes there that some players stumble over. */
export function h264Description(original: Uint8Array): { codecs: string; description: Uint8Array } | undefined {
  const entry = entryOf(original);
  const avcc = typeOf(entry) === 'avc1' ? find(entry.subarray(VIDEO_ENTRY), 'avcC') : undefined;
  if (!avcc || avcc.body.length < 7) return undefined;
  return {
    codecs: `avc1.${Buffer.from(avcc.body.subarray(1, 4)).toString('hex')}`,
    description: stsd(box('avc1', entry.subarray(8, VIDEO_ENTRY), avcc.whole)),
  };
}

const IDR_SLICE = 5;

/** Whether an H.264 sample is a picture at which a decoder forgets all before it; other key frames of open groups are not. */
export function isIdr(original: Uint8Array, sample: Uint8Array): boolean {
  const lengthBytes = ((find(entryOf(original).subarray(VIDEO_ENTRY), 'avcC')?.body[4] ?? 3) & 3) + 1;
  for (let at = 0; at + lengthBytes < sample.length;) {
    let length = 0;
    for (let i = 0; i < lengthBytes; i++) length = length * 256 + (sample[at + i] ?? 0);
    if (((sample[at + lengthBytes] ?? 0) & 31) === IDR_SLICE) return true;
    at += lengthBytes + length;
  }
  return false;
}

export interface AacConfig {
  sampleRate: number;
  channels: number;
}

const rates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];
const AAC_LC = 2;

/** What the film says of its AAC (14496-3 AudioSpecificConfig), where that is plain AAC-LC of one or two channels. */
export function aacConfig(original: Uint8Array): AacConfig | undefined {
  const config = decoderConfig(entryOf(original));
  if (!config || config.length < 2) return undefined;
  const bits = view(config).getUint16(0);
  const sampleRate = rates[(bits >> 7) & 15];
  const channels = (bits >> 3) & 15;
  const frameOf960 = (bits & 4) !== 0;
  return bits >> 11 === AAC_LC && sampleRate && !frameOf960 && (channels === 1 || channels === 2)
    ? { sampleRate, channels }
    : undefined;
}

/** The `esds` box stands after a sound entry's fixed part, whose length depends on its version, perhaps inside `wave`. */
function decoderConfig(entry: Uint8Array): Uint8Array | undefined {
  if (typeOf(entry) !== 'mp4a') return undefined;
  for (const fixed of [36, 52, 72]) {
    const inside = entry.subarray(fixed);
    const esds = find(inside, 'esds') ?? find(inside, 'wave', 'esds');
    if (esds) return specificInfo(esds.body.subarray(4));
  }
  return undefined;
}

/** Descends ES (3), decoder (4) and decoder-specific (5) descriptors; each length is 7 bits a byte. */
function specificInfo(bytes: Uint8Array): Uint8Array | undefined {
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at++];
    let length = 0;
    for (let more = true; more && at < bytes.length;) {
      const byte = bytes[at++] ?? 0;
      length = (length << 7) | (byte & 127);
      more = (byte & 128) !== 0;
    }
    if (length < 0 || length > bytes.length - at) return undefined;
    if (tag === 5) return bytes.subarray(at, at + length);
    if (tag === 3) {
      const flags = bytes[at + 2] ?? 0;
      at += 3 + (flags & 128 ? 2 : 0) + (flags & 32 ? 2 : 0);
      if (flags & 64) at += 1 + (bytes[at] ?? 0);
    } else if (tag === 4) at += 13;
    else at += length;
  }
  return undefined;
}

/** AAC-LC as every player takes it. */
export function aacDescription({ sampleRate, channels }: AacConfig): Uint8Array {
  const config = u16((AAC_LC << 11) | (rates.indexOf(sampleRate) << 7) | (channels << 3));
  const descriptor = (tag: number, body: Uint8Array): Uint8Array => concat([[tag, body.length], body]);
  const AAC = 0x40;
  const AUDIO_STREAM = 0x15;
  const decoder = descriptor(4, concat([[AAC, AUDIO_STREAM, 0, 0, 0], u32(0, 0), descriptor(5, config)]));
  const es = descriptor(3, concat([u16(1), [0], decoder, descriptor(6, Uint8Array.of(2))]));
  const fixed = concat([u32(0), u16(0, 1), u32(0, 0), u16(channels, 16, 0, 0), u32(sampleRate * 0x10000)]);
  return stsd(box('mp4a', fixed, fullBox('esds', 0, 0, es)));
}
