import { CANVAS, type Rectangle } from './types.ts';

/** A picture of planar YUV 4:2:0, BT.709, limited range; width, height and all places even. */
export interface Yuv {
  bytes: Buffer;
  width: number;
  height: number;
}

export type Colour = readonly [y: number, u: number, v: number];

export const yuvBytes = (width: number, height: number): number => (width * height * 3) / 2;

function blankYuv(width: number, height: number, colour: Colour): Yuv {
  const picture = { bytes: Buffer.allocUnsafe(yuvBytes(width, height)), width, height };
  fill(picture, { x: 0, y: 0, width, height }, colour);
  return picture;
}

/** Where each plane begins, how wide a row is, and how much smaller it is than the picture. */
const planes = ({ width, height }: Yuv) => [
  { start: 0, stride: width, shrink: 1 },
  { start: width * height, stride: width / 2, shrink: 2 },
  { start: (width * height * 5) / 4, stride: width / 2, shrink: 2 },
];

function fill(picture: Yuv, { x, y, width, height }: Rectangle, colour: Colour): void {
  for (const [n, { start, stride, shrink }] of planes(picture).entries()) {
    for (let row = y / shrink; row < (y + height) / shrink; row++) {
      const at = start + row * stride + x / shrink;
      picture.bytes.fill(colour[n] ?? 0, at, at + width / shrink);
    }
  }
}

/** Copies `size` from a picture's `top` row onwards to a place of another. */
export function copy(from: Yuv, top: number, to: Yuv, { x, y, width, height }: Rectangle): void {
  const targets = planes(to);
  for (const [n, source] of planes(from).entries()) {
    const target = targets[n] ?? source;
    for (let row = 0; row < height / source.shrink; row++) {
      const at = source.start + (top / source.shrink + row) * source.stride;
      const place = target.start + (y / target.shrink + row) * target.stride + x / target.shrink;
      from.bytes.copy(to.bytes, place, at, at + width / source.shrink);
    }
  }
}

export function frame(picture: Yuv, { x, y, width, height }: Rectangle, thick: number, colour: Colour): void {
  fill(picture, { x, y, width, height: thick }, colour);
  fill(picture, { x, y: y + height - thick, width, height: thick }, colour);
  fill(picture, { x, y, width: thick, height }, colour);
  fill(picture, { x: x + width - thick, y, width: thick, height }, colour);
}

const BACKGROUND: Colour = [24, 128, 128];
export const SPEAKING: Colour = [150, 96, 90];
const people: readonly Colour[] = [
  [70, 140, 118],
  [70, 118, 138],
  [70, 120, 116],
  [70, 136, 136],
];
const FIGURE_LIGHTER = 60;

/** Somebody without a picture: head and shoulders on a plain ground. */
export function person(width: number, height: number, colour: number): Yuv {
  const [luma, u, v] = people[colour % people.length] ?? BACKGROUND;
  const picture = blankYuv(width, height, [luma, u, v]);
  const unit = height / 10;
  const inside = (x: number, y: number): boolean =>
    Math.hypot(x - width / 2, y - 3.8 * unit) < 1.5 * unit ||
    (y < 8.2 * unit && Math.hypot((x - width / 2) / 1.25, y - 8.2 * unit) < 2.4 * unit);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (inside(x, y)) picture.bytes[y * width + x] = luma + FIGURE_LIGHTER;
  }
  return picture;
}

export const newCanvas = (): Yuv => blankYuv(CANVAS.width, CANVAS.height, BACKGROUND);
