import type { VideoInfo } from './film.ts';

export interface Size {
  width: number;
  height: number;
}

/** Where a film does not say how its colours are coded, its size tells which convention its maker followed. */
const matrixOf = (video: VideoInfo): string =>
  video.matrix ?? (Math.min(video.codedWidth, video.codedHeight) >= 720 ? 'bt709' : 'smpte170m');

const wideGamut = (video: VideoInfo): boolean => video.primaries === 'bt2020' || matrixOf(video).startsWith('bt2020');

/** zscale's words for how the film's colours are coded, all given, because it refuses to guess. */
function codedAs(video: VideoInfo, transfer: string): string {
  const matrix = video.matrix === 'bt2020c' ? 'bt2020c' : 'bt2020nc';
  return `matrixin=${matrix}:primariesin=bt2020:transferin=${transfer}:rangein=${video.fullRange ? 'full' : 'limited'}`;
}

/** Diffuse white of HDR pictures (ITU-R BT.2408) and the brightest light that is kept apart from it, cd/m². */
const HDR_WHITE = 203;
const HDR_PEAK = 1000;
/** Below this share of white colours stay as they are; what is brighter is compressed. */
const KNEE = 0.6;

const to709 = 'primaries=bt709:transfer=bt709:matrix=bt709:range=limited';

function toSdr(video: VideoInfo, size: Size): string[] {
  const range = `in_range=${video.fullRange ? 'full' : 'limited'}:out_range=limited`;
  const scale = `scale=${size.width}:${size.height}:flags=bicubic`;
  if (video.hdr !== 'none') {
    const transfer = video.hdr === 'hlg' ? 'arib-std-b67' : 'smpte2084';
    // Scaled first: tone mapping works in floats and costs most.
    return [
      scale,
      `zscale=${codedAs(video, transfer)}:transfer=linear:primaries=bt709:matrix=gbr:npl=${HDR_WHITE}`,
      'format=gbrpf32le',
      `tonemap=tonemap=mobius:param=${KNEE}:desat=0:peak=${(HDR_PEAK / HDR_WHITE).toFixed(2)}`,
      // Screens show BT.709 films by sRGB's curve, so that is the one to undo.
      'zscale=transfer=iec61966-2-1:matrix=bt709:range=limited',
      'setparams=color_trc=bt709',
    ];
  }
  if (wideGamut(video)) return [scale, `zscale=${codedAs(video, 'bt709')}:${to709}`];
  return [`${scale}:in_color_matrix=${swscaleMatrix(matrixOf(video))}:out_color_matrix=bt709:${range}`];
}

function swscaleMatrix(matrix: string): string {
  if (matrix === 'smpte240m' || matrix === 'fcc') return matrix;
  return matrix === 'smpte170m' || matrix === 'bt470bg' ? 'bt601' : 'bt709';
}

/** Filters that bring a film's pictures to this upright size in BT.709 limited range, 8 bits, 4:2:0, square pixels. */
export function uprightSdr(video: VideoInfo, size: Size): string[] {
  const coded = video.rotation % 180 === 0 ? size : { width: size.height, height: size.width };
  const filters = video.interlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : [];
  filters.push(...toSdr(video, coded), 'format=yuv420p');
  if (video.mirrored) filters.push('hflip');
  if (video.rotation === 90) filters.push('transpose=clock');
  if (video.rotation === 180) filters.push('hflip', 'vflip');
  if (video.rotation === 270) filters.push('transpose=cclock');
  return [...filters, 'setsar=1'];
}

/** Each size after the first is made from the one before it, which costs less than from the film's own. */
export function ladderGraph(first: string[], sizes: Size[], pad: (i: number) => string): string {
  const parts: string[] = [];
  let from = '';
  sizes.forEach((size, i) => {
    const chain = i === 0 ? first : [`scale=${size.width}:${size.height}:flags=bicubic`, 'setsar=1'];
    const last = i === sizes.length - 1;
    parts.push(`${from}${[...chain, ...(last ? [] : ['split'])].join(',')}[${pad(i)}]${last ? '' : `[next${i}]`}`);
    from = `[next${i}]`;
  });
  return parts.join(';');
}

/** The film's upright size, shrunk until its longer side is at most `longest`; even. */
export function within(video: VideoInfo, longest: number): Size {
  const factor = Math.min(1, longest / Math.max(video.width, video.height));
  const even = (pixels: number): number => Math.max(2, Math.round((pixels * factor) / 2) * 2);
  return { width: even(video.width), height: even(video.height) };
}
