import { z } from 'zod';
import type { Tools } from './confine.ts';
import type { Demuxer, Fraction, SoundInfo, VideoInfo } from './film.ts';
import { FilmRefused } from './refusal.ts';
import { FfmpegFailed, runFfprobe } from './run.ts';

const fraction = z
  .string()
  .regex(/^\d+[:/]\d+$/)
  .transform((text): Fraction => {
    const [num = 0, den = 1] = text.split(/[:/]/).map(Number);
    return { num, den };
  });

const seconds = z.coerce.number().optional();

const Stream = z.object({
  index: z.int(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  profile: z.string().optional(),
  level: z.number().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  pix_fmt: z.string().optional(),
  sample_aspect_ratio: fraction.optional(),
  field_order: z.string().optional(),
  color_range: z.string().optional(),
  color_space: z.string().optional(),
  color_primaries: z.string().optional(),
  color_transfer: z.string().optional(),
  avg_frame_rate: fraction.optional(),
  r_frame_rate: fraction.optional(),
  channels: z.int().optional(),
  sample_rate: z.coerce.number().optional(),
  start_time: seconds,
  duration: seconds,
  disposition: z.record(z.string(), z.number()).default({}),
  side_data_list: z
    .array(
      z.object({
        side_data_type: z.string().optional(),
        displaymatrix: z.string().optional(),
        rotation: z.number().optional(),
      }),
    )
    .default([]),
});
type Stream = z.infer<typeof Stream>;

const Probed = z.object({
  streams: z.array(Stream).default([]),
  format: z.object({ duration: seconds, start_time: seconds }).default({}),
});

export interface Probe {
  video: VideoInfo | undefined;
  sound: SoundInfo | undefined;
  /** On the container's own time line, in seconds; as far as the container tells. */
  start: { video: number | undefined; sound: number | undefined };
  /** Length of the sound's stream, or of the whole, as far as the container tells. */
  seconds: { sound: number | undefined; whole: number | undefined };
}

const WIDEST = 8192;
const PROBE_LIMIT_MS = 120_000;
/** A stream cut from a broadcast may show its first key frame late. */
const patience = ['-probesize', '50M', '-analyzeduration', '20M'];

/** @throws FilmRefused film_unreadable, film_too_wide */
export async function probe(tools: Tools, path: string, demuxer: Demuxer, signal?: AbortSignal): Promise<Probe> {
  let json = '';
  const options = [...patience, '-of', 'json', '-show_streams', '-show_format'];
  try {
    await runFfprobe(tools, { path, demuxer }, options, (bytes) => (json += bytes.toString()), {
      timeLimitMs: PROBE_LIMIT_MS,
      signal,
    });
  } catch (error) {
    if (error instanceof FfmpegFailed)
      throw new FilmRefused('film_unreadable', 'ffprobe could not open it', { cause: error });
    throw error;
  }
  return read(Probed.parse(JSON.parse(json)));
}

const real = (s: Stream): boolean =>
  s.codec_name !== undefined &&
  s.codec_name !== 'unknown' &&
  !s.disposition['attached_pic'] &&
  !s.disposition['timed_thumbnails'];

function read({ streams, format }: z.infer<typeof Probed>): Probe {
  const usable = streams.filter(real);
  const video = usable.find(
    (s) => s.codec_type === 'video' && (s.width ?? 0) > 0 && s.disposition['still_image'] !== 1,
  );
  const sound = usable.find((s) => s.codec_type === 'audio' && (s.channels ?? 0) > 0 && (s.sample_rate ?? 0) > 0);
  if (!video && !sound) throw new FilmRefused('film_unreadable', 'neither picture nor sound that can be decoded');
  if (video && video.pix_fmt === undefined)
    throw new FilmRefused('film_unreadable', `no decoder for ${video.codec_name}`);
  if (video && Math.max(video.width ?? 0, video.height ?? 0) > WIDEST) {
    throw new FilmRefused('film_too_wide', `${video.width}x${video.height}`);
  }
  return {
    video: video && readVideo(video),
    sound: sound && readSound(sound),
    start: { video: video?.start_time, sound: sound?.start_time },
    seconds: { sound: sound?.duration, whole: format.duration },
  };
}

const readSound = (s: Stream): SoundInfo => ({
  stream: s.index,
  codec: s.codec_name ?? '',
  profile: s.profile,
  channels: s.channels ?? 0,
  sampleRate: s.sample_rate ?? 0,
});

function readVideo(s: Stream): VideoInfo {
  const coded = { width: s.width ?? 0, height: s.height ?? 0 };
  const pixelFormat = s.pix_fmt ?? 'unknown';
  const sar = s.sample_aspect_ratio;
  const sampleAspect = sar && sar.num > 0 && sar.den > 0 ? sar : { num: 1, den: 1 };
  const { rotation, mirrored } = orientation(s);
  const wide = Math.max(1, Math.round((coded.width * sampleAspect.num) / sampleAspect.den));
  const turned = rotation % 180 !== 0;
  const average =
    s.avg_frame_rate && s.avg_frame_rate.num > 0 && s.avg_frame_rate.den > 0 ? s.avg_frame_rate : { num: 30, den: 1 };
  const nominal = s.r_frame_rate ?? average;
  return {
    stream: s.index,
    codec: s.codec_name ?? '',
    profile: s.profile,
    level: s.level,
    pixelFormat,
    bitDepth: Number(/p0?(9|10|12|14|16)(le|be)?$/.exec(pixelFormat)?.[1] ?? 8),
    codedWidth: coded.width,
    codedHeight: coded.height,
    width: turned ? coded.height : wide,
    height: turned ? wide : coded.height,
    rotation,
    mirrored,
    sampleAspect,
    fullRange: s.color_range === 'pc' || pixelFormat.startsWith('yuvj'),
    matrix: known(s.color_space),
    primaries: known(s.color_primaries),
    transfer: known(s.color_transfer),
    hdr: s.color_transfer === 'arib-std-b67' ? 'hlg' : s.color_transfer === 'smpte2084' ? 'pq' : 'none',
    interlaced: ['tt', 'bb', 'tb', 'bt'].includes(s.field_order ?? ''),
    averageFrameRate: average,
    variableFrameRate: Math.abs(nominal.num / nominal.den / (average.num / average.den) - 1) > 0.01,
  };
}

const known = (value: string | undefined): string | undefined =>
  value === undefined || value === 'unknown' || value === 'reserved' ? undefined : value;

/** The display matrix, nine numbers in three lines; a, b, c, d (16.16) turn and mirror. */
function orientation(s: Stream): { rotation: VideoInfo['rotation']; mirrored: boolean } {
  const matrix = s.side_data_list.find((d) => d.displaymatrix !== undefined)?.displaymatrix;
  if (!matrix) return { rotation: 0, mirrored: false };
  const lines = matrix
    .trim()
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*[0-9a-f]+:/, '')
        .trim()
        .split(/\s+/)
        .map(Number),
    );
  const [a = 1, b = 0] = lines[0] ?? [];
  const [c = 0, d = 1] = lines[1] ?? [];
  const mirrored = a * d - b * c < 0;
  const degrees = ((mirrored ? Math.atan2(-b, -a) : Math.atan2(b, a)) * 180) / Math.PI;
  const quarter = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return { rotation: ([0, 90, 180, 270] as const)[quarter] ?? 0, mirrored };
}
