/**
 * The picture that every test film shows, as an ffmpeg filter graph. From top to bottom:
 * a bar code of 16 cells with the frame's number (left is the highest bit; white is 1), four colour patches, a band that is
 * white during a flash and black otherwise, and a strip that is white at the left and black at the right (which way is up).
 * All lies on fractions of the picture, so that it can be read at any size and through any change of colours.
 */
export const CELLS = 16;

/** Bands as fractions of the height. */
export const bands = { code: [0, 0.25], patches: [0.25, 0.5], flash: [0.5, 0.85], up: [0.85, 1] } as const;

/** sRGB of the patches, left to right. */
export const patches = [
  [200, 40, 40],
  [40, 160, 60],
  [50, 70, 200],
  [190, 160, 130],
] as const;

/** A flash and a beep begin together every so often (seconds) and last so long. */
export const FLASH_EVERY = 4;
const FLASH_LASTS = 0.15;

export interface Scene {
  width: number;
  height: number;
  /** Frames a second at which numbers are drawn; later filters may move them. */
  rate: number;
  seconds: number;
  /** `setpts` expression that spreads the frames unevenly. */
  times?: string;
  /** Noise makes the encoder work as for a real film. */
  busy?: boolean;
}

const hex = (rgb: readonly [number, number, number]): string =>
  `0x${rgb.map((v) => v.toString(16).padStart(2, '0')).join('')}`;

export function pictureGraph({ width, height, rate, seconds, times, busy }: Scene): string {
  const y = (fraction: number): number => Math.round(fraction * height);
  const x = (fraction: number): number => Math.round(fraction * width);
  const box = (l: number, r: number, [t, b]: readonly [number, number], colour: string, enable?: string): string =>
    `drawbox=x=${x(l)}:y=${y(t)}:w=${x(r) - x(l)}:h=${y(b) - y(t)}:color=${colour}:t=fill${enable ? `:enable='${enable}'` : ''}`;
  return [
    `color=black:s=${width}x${height}:r=${rate}:d=${seconds}`,
    'format=gbrp',
    ...(busy ? ['noise=alls=20:allf=t'] : []),
    ...patches.map((rgb, i) => box(i / 4, (i + 1) / 4, bands.patches, hex(rgb))),
    box(0, 0.5, bands.up, 'white'),
    box(0.5, 1, bands.up, 'black'),
    box(0, 1, bands.code, 'black'),
    ...Array.from({ length: CELLS }, (_, i) =>
      box(i / CELLS, (i + 1) / CELLS, bands.code, 'white', `gte(mod(n,${2 ** (CELLS - i)}),${2 ** (CELLS - 1 - i)})`),
    ),
    ...(times ? ['settb=1/90000', `setpts='${times}'`] : []),
    box(0, 1, bands.flash, 'white', `lt(mod(t+0.0005,${FLASH_EVERY}),${FLASH_LASTS})`),
  ].join(',');
}

/** 1 kHz during each flash, on every channel. */
export function soundGraph(seconds: number, sampleRate: number, layout: 'mono' | 'stereo' | '5.1'): string {
  const channels = { mono: 1, stereo: 2, '5.1': 6 }[layout];
  const beep = `if(lt(mod(t,${FLASH_EVERY}),${FLASH_LASTS}),0.5*sin(2*PI*1000*t),0)`;
  return `aevalsrc='${Array.from({ length: channels }, () => beep).join('|')}':c=${layout}:s=${sampleRate}:d=${seconds}`;
}
