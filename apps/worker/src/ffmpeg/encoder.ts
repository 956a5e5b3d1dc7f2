import type { VideoInfo } from './film.ts';
import { bitsCap, frameRate, h264Level } from './plan/rungs.ts';
import { TICKS, type Rung } from './plan/types.ts';

/** What every player takes for granted of a picture, said. */
export const asBt709 = [
  ...['-pix_fmt', 'yuv420p', '-color_range', 'tv', '-colorspace', 'bt709'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709'],
];

/**
 * libx264 for one rung. Key frames only where they are forced, each closing what went before; headers that depend on
 * nothing but the rung (`stitchable`), so that pieces made apart, and by the faster preset, share one initialisation segment.
 */
export function encoderOptions(
  video: VideoInfo,
  rung: Rung,
  effort: 'ladder' | 'view',
  keyFrames: number[],
  threads: number,
): string[] {
  const rate = frameRate(video.averageFrameRate);
  const cap = bitsCap(rung.width * rung.height, rate);
  const level = h264Level(rung.width, rung.height, rate, cap);
  return [
    '-an',
    '-sn',
    '-dn',
    '-map_metadata',
    '-1',
    '-map_chapters',
    '-1',
    '-fps_mode',
    'passthrough',
    '-enc_time_base',
    `1:${TICKS}`,
    '-c:v',
    'libx264',
    '-preset',
    effort === 'view' ? 'superfast' : 'veryfast',
    '-profile:v',
    'high',
    '-level:v',
    (level / 10).toFixed(1),
    '-crf',
    '23',
    '-maxrate',
    String(cap),
    '-bufsize',
    String(cap),
    '-threads',
    String(threads),
    '-x264-params',
    'keyint=infinite:min-keyint=536870912:open-gop=0:stitchable=1',
    '-forced-idr',
    '1',
    '-force_key_frames',
    [0, ...keyFrames].map((s) => s.toFixed(6)).join(','),
    ...asBt709,
    '-video_track_timescale',
    String(TICKS),
    '-use_editlist',
    '0',
    '-avoid_negative_ts',
    'disabled',
    '-movflags',
    'frag_keyframe+empty_moov+default_base_moof+frag_discont+skip_trailer',
    '-f',
    'mp4',
  ];
}
