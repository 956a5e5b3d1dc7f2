import { box, concat, fullBox, u16, u32 } from './boxes.ts';

interface Movie {
  kind: 'vide' | 'soun';
  timescale: number;
  /** Ticks of the timescale; 0 where fragments follow. */
  duration: number;
  /** The content of `stbl`. */
  tables: Uint8Array[];
  width?: number;
  height?: number;
  fragmented?: boolean;
}

/** Neither turned nor moved. */
const unity = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
const UNDETERMINED_LANGUAGE = 0x55c4;
const FULL_VOLUME = 0x100;

/** `moov` of a film with one track. */
export function movieBox({
  kind,
  timescale,
  duration,
  tables,
  width = 0,
  height = 0,
  fragmented = false,
}: Movie): Uint8Array {
  const media = kind === 'vide' ? fullBox('vmhd', 0, 1, u16(0, 0, 0, 0)) : fullBox('smhd', 0, 0, u16(0, 0));
  const here = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  const mdia = box(
    'mdia',
    fullBox('mdhd', 0, 0, u32(0, 0, timescale, duration), u16(UNDETERMINED_LANGUAGE, 0)),
    fullBox('hdlr', 0, 0, u32(0), kind, u32(0, 0, 0), [0]),
    box('minf', media, here, box('stbl', ...tables)),
  );
  const volume = kind === 'soun' ? FULL_VOLUME : 0;
  const tkhd = fullBox(
    'tkhd',
    0,
    3,
    u32(0, 0, 1, 0, duration, 0, 0),
    u16(0, 0, volume, 0),
    unity,
    u32(width * 0x10000, height * 0x10000),
  );
  const mvhd = fullBox(
    'mvhd',
    0,
    0,
    u32(0, 0, timescale, duration, 0x10000),
    u16(FULL_VOLUME, 0),
    u32(0, 0),
    unity,
    u32(0, 0, 0, 0, 0, 0, 2),
  );
  const extends_ = fragmented ? [box('mvex', fullBox('trex', 0, 0, u32(1, 1, 0, 0, 0)))] : [];
  return box('moov', mvhd, box('trak', tkhd, mdia), ...extends_);
}

export interface InitParts {
  kind: 'vide' | 'soun';
  timescale: number;
  /** A whole `stsd` box. */
  description: Uint8Array;
  width?: number;
  height?: number;
}

/** The initialisation segment (`EXT-X-MAP`) of a rendition: a function of its parts alone, so that all its makers agree. */
export function initSegment(parts: InitParts): Uint8Array {
  const empty = ['stts', 'stsc', 'stco'].map((name) => fullBox(name, 0, 0, u32(0)));
  const tables = [parts.description, ...empty, fullBox('stsz', 0, 0, u32(0, 0))];
  return concat([
    box('ftyp', 'iso6', u32(0), 'iso6cmfcmp41'),
    movieBox({ ...parts, duration: 0, tables, fragmented: true }),
  ]);
}
