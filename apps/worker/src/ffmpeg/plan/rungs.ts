import type { Fraction, VideoInfo } from '../film.ts';
import type { Rung } from './types.ts';

const shortSides = [1080, 720, 480, 240];
/** A film between these two would lose much at the lower one: it gets a rung of its own size. */
const [OWN_FROM, OWN_BELOW] = [276, 480];

const even = (pixels: number): number => Math.max(2, Math.round(pixels / 2) * 2);

/** The ladder's sizes, largest first: never larger than the film, its proportions kept to the nearest even pixel. */
export function rungsOf(video: VideoInfo): Rung[] {
  const own = Math.min(video.width, video.height);
  const fitting = shortSides.filter((s) => s <= own);
  const whole = Math.floor(own / 2) * 2;
  const between = own >= OWN_FROM && own < OWN_BELOW ? [whole] : [];
  const sides = fitting.length > 0 ? [...between, ...fitting] : [even(own)];
  const rate = frameRate(video.averageFrameRate);
  return sides.map((shortSide) => {
    const long = even((Math.max(video.width, video.height) * shortSide) / own);
    const [width, height] = video.width >= video.height ? [long, shortSide] : [shortSide, long];
    const cap = bitsCap(width * height, rate);
    const level = h264Level(width, height, rate, cap);
    return {
      name: String(shortSide),
      shortSide,
      width,
      height,
      codecs: `avc1.6400${level.toString(16).padStart(2, '0')}`,
      bandwidth: Math.ceil(cap * PEAK),
    };
  });
}

export const frameRate = ({ num, den }: Fraction): number => num / den;

/** What the encoder's cap and its buffer of one second allow a segment of 4 s, with the container. */
const PEAK = 1.3;

/** Bits a second at which the encoder is capped: 5.8 Mbit/s at 1080p30, falling slower than the picture's size. */
export function bitsCap(pixels: number, rate: number): number {
  return Math.round(5_800_000 * (pixels / (1920 * 1080)) ** 0.75 * (rate > 35 ? 1.5 : 1));
}

/** H.264 table A-1: level × 10, macroblocks a second, macroblocks a picture, bits a second in High profile. */
const levels: [number, number, number, number][] = [
  [10, 1_485, 99, 80_000],
  [11, 3_000, 396, 240_000],
  [12, 6_000, 396, 480_000],
  [13, 11_880, 396, 960_000],
  [20, 11_880, 396, 2_500_000],
  [21, 19_800, 792, 5_000_000],
  [22, 20_250, 1_620, 5_000_000],
  [30, 40_500, 1_620, 12_500_000],
  [31, 108_000, 3_600, 17_500_000],
  [32, 216_000, 5_120, 25_000_000],
  [40, 245_760, 8_192, 25_000_000],
  [42, 522_240, 8_704, 62_500_000],
  [50, 589_824, 22_080, 168_750_000],
  [51, 983_040, 36_864, 300_000_000],
  [52, 2_073_600, 36_864, 300_000_000],
];

/** The lowest level that allows this picture (× 10). */
export function h264Level(width: number, height: number, rate: number, bits: number): number {
  const blocks = Math.ceil(width / 16) * Math.ceil(height / 16);
  const fits = levels.find(([, perSecond, perPicture, most]) => {
    const narrow = Math.max(width, height) / 16 <= Math.sqrt(8 * perPicture);
    return blocks <= perPicture && blocks * rate <= perSecond && bits <= most && narrow;
  });
  return fits?.[0] ?? 52;
}
