import type { FilmPlan, SegmentList } from './plan/types.ts';

/** Which renditions a master playlist may name: those that are whole, or whose missing segments are made on request. */
export interface Available {
  /** Names of rungs. */
  rungs: string[];
  copy: boolean;
}

const init = 'init.mp4';
const segmentName = (n: number): string => `${n}.m4s`;

/** Complete from the start: the film's index gives every length. `init.mp4` and `<n>.m4s` lie beside the playlist. */
export function mediaPlaylist(list: SegmentList): string {
  const seconds = list.segments.map((s) => (s.end - s.start) / list.timescale);
  const target = Math.max(1, Math.ceil(Math.max(0, ...seconds)));
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${target}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="${init}"`,
    ...seconds.flatMap((s, n) => [`#EXTINF:${s.toFixed(6)},`, segmentName(n)]),
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
}

const SOUND_GROUP = 'sound';

/** Rungs at `<name>/playlist.m3u8`, the copied picture at `copy/playlist.m3u8`, sound at `sound/playlist.m3u8`. */
export function masterPlaylist(plan: FilmPlan, available: Available): string {
  const { sound } = plan;
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];
  const variants = plan.rungs.filter((r) => available.rungs.includes(r.name)).map((r) => ({ ...r, folder: r.name }));
  if (plan.copy && available.copy)
    variants.push({
      ...plan.copy,
      name: 'copy',
      shortSide: Math.min(plan.copy.width, plan.copy.height),
      folder: 'copy',
    });

  if (variants.length === 0 && sound) {
    lines.push(`#EXT-X-STREAM-INF:BANDWIDTH=${sound.bandwidth},CODECS="${sound.codecs}"`, 'sound/playlist.m3u8');
    return [...lines, ''].join('\n');
  }
  if (sound) {
    const channels = `CHANNELS="${sound.channels}"`;
    lines.push(
      `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="${SOUND_GROUP}",NAME="${SOUND_GROUP}",DEFAULT=YES,AUTOSELECT=YES,${channels},URI="sound/playlist.m3u8"`,
    );
  }
  for (const v of variants.toSorted((a, b) => b.bandwidth - a.bandwidth)) {
    const bandwidth = v.bandwidth + (sound?.bandwidth ?? 0);
    const codecs = sound ? `${v.codecs},${sound.codecs}` : v.codecs;
    const group = sound ? `,AUDIO="${SOUND_GROUP}"` : '';
    lines.push(
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},RESOLUTION=${v.width}x${v.height},CODECS="${codecs}"${group}`,
      `${v.folder}/playlist.m3u8`,
    );
  }
  return [...lines, ''].join('\n');
}
