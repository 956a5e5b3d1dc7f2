import { ffmpegTo } from './tools.ts';

export interface GrayFrame {
  width: number;
  height: number;
  /** Brightness of each pixel, row by row, 0 to 255. */
  pixels: Buffer;
}

/** Every frame of a film, or a picture, as the eye sees how bright it is; of the size given, which is that of the film. */
export async function grayFrames(
  path: string,
  { width, height, filters = '' }: { width: number; height: number; filters?: string },
): Promise<GrayFrame[]> {
  const parts: Buffer[] = [];
  const graph = `${filters === '' ? '' : `${filters},`}format=gray`;
  const raw = ['-fps_mode', 'passthrough', '-c:v', 'rawvideo', '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'];
  await ffmpegTo((bytes) => parts.push(bytes), ['-i', path, '-map', '0:v:0', '-vf', graph, ...raw]);
  const all = Buffer.concat(parts);
  return Array.from({ length: all.length / (width * height) }, (_, n) => ({
    ...{ width, height },
    pixels: all.subarray(n * width * height, (n + 1) * width * height),
  }));
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How bright the brightest pixel is whose middle lies in a box, or in the ellipse that fills it, in shares of the picture. */
export function brightest({ width, height, pixels }: GrayFrame, shape: 'rectangle' | 'ellipse', box: Box): number {
  let most = -1;
  const last = Math.min(height, Math.ceil((box.y + box.height) * height));
  const right = Math.min(width, Math.ceil((box.x + box.width) * width));
  for (let row = Math.max(0, Math.floor(box.y * height)); row < last; row++)
    for (let column = Math.max(0, Math.floor(box.x * width)); column < right; column++) {
      const dx = ((column + 0.5) / width - box.x) / (box.width / 2) - 1;
      const dy = ((row + 0.5) / height - box.y) / (box.height / 2) - 1;
      const inside = shape === 'ellipse' ? dx * dx + dy * dy <= 1 : Math.abs(dx) <= 1 && Math.abs(dy) <= 1;
      if (inside) most = Math.max(most, pixels[row * width + column] ?? 0);
    }
  return most;
}
