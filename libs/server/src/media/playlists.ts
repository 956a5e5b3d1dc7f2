/** A row of the table `rendition`, as far as playlists need it. */
export interface PlayableRendition {
  /** Folder below `hls/`. */
  name: string;
  kind: 'video' | 'sound';
  width: number | null;
  height: number | null;
  /** RFC 6381. */
  codecs: string;
  /** Upper bound over any segment. */
  bitsPerSecond: number;
  channels: number | null;
}

export interface SegmentLengths {
  timescale: number;
  /** Length of segment n in ticks of the timescale. */
  segmentTicks: readonly number[];
  /** Number of the first one: of a cut, its place in the lesson. */
  first?: number;
}

export const INIT = 'init.mp4';
export const segmentName = (n: number): string => `${n}.m4s`;

/** RFC 8216; complete from the start: the film's index gives every length. The segments lie beside it. */
export function mediaPlaylist({ timescale, segmentTicks, first = 0 }: SegmentLengths): string {
  const seconds = segmentTicks.map((ticks) => ticks / timescale);
  const target = seconds.reduce((longest, s) => Math.max(longest, Math.ceil(s)), 1);
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${target}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="${INIT}"`,
    ...seconds.flatMap((s, n) => [`#EXTINF:${s.toFixed(6)},`, segmentName(first + n)]),
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
}

const SOUND_GROUP = 'sound';

/** Pictures largest first; the sound as a rendition of its own beside them, or alone for a sound recording. */
export function masterPlaylist(renditions: readonly PlayableRendition[]): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];
  const pictures = renditions.filter(({ kind }) => kind === 'video').toSorted(byBitsPerSecond);
  const sound = renditions.find(({ kind }) => kind === 'sound');
  if (sound !== undefined && pictures.length === 0) {
    lines.push(`#EXT-X-STREAM-INF:BANDWIDTH=${sound.bitsPerSecond},CODECS="${sound.codecs}"`, uri(sound));
    return [...lines, ''].join('\n');
  }
  if (sound !== undefined) {
    lines.push(
      `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="${SOUND_GROUP}",NAME="${SOUND_GROUP}",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="${sound.channels ?? 2}",URI="${uri(sound)}"`,
    );
  }
  for (const picture of pictures) {
    const attributes = [
      `BANDWIDTH=${picture.bitsPerSecond + (sound?.bitsPerSecond ?? 0)}`,
      `RESOLUTION=${picture.width}x${picture.height}`,
      `CODECS="${[picture.codecs, ...(sound === undefined ? [] : [sound.codecs])].join(',')}"`,
      ...(sound === undefined ? [] : [`AUDIO="${SOUND_GROUP}"`]),
    ];
    lines.push(`#EXT-X-STREAM-INF:${attributes.join(',')}`, uri(picture));
  }
  return [...lines, ''].join('\n');
}

const uri = ({ name }: PlayableRendition): string => `${name}/index.m3u8`;
const byBitsPerSecond = (a: PlayableRendition, b: PlayableRendition): number => b.bitsPerSecond - a.bitsPerSecond;
