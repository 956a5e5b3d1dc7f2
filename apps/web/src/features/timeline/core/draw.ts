import type { Bands } from './bands.ts';
import { barTop } from './bands.ts';
import type { GlyphName } from './glyphs.ts';
import { glyphPath } from './glyphs.ts';
import type { Layout, Mark, Marker, Side } from './layout.ts';
import { firstAt } from './layout.ts';
import type { Palette } from './palette.ts';
import type { Scale } from './scale.ts';
import { msPerPx, ticks, toPx } from './scale.ts';
import type { Waveform } from './waveform.ts';
import { loudest } from './waveform.ts';

export interface Picture {
  readonly scale: Scale;
  readonly bands: Bands;
  readonly layout: Layout;
  readonly palette: Palette;
  readonly waveform: Waveform | null;
  readonly selectedId: string | null;
  readonly font: string;
  readonly label: (ms: number, stepMs: number) => string;
}

const glyphOf = (mark: Mark): GlyphName => (mark.private ? 'private' : mark.kind);

/** Everything that stays while the playhead moves. */
export function drawStill(ctx: CanvasRenderingContext2D, picture: Picture): void {
  const { scale, bands, palette } = picture;
  ctx.clearRect(0, 0, scale.widthPx, bands.height);
  drawRuler(ctx, picture);
  drawWave(ctx, picture, palette.wave);
  drawBars(ctx, picture);
  drawMarkers(ctx, picture);
}

function drawRuler(ctx: CanvasRenderingContext2D, { scale, bands, palette, font, label }: Picture): void {
  ctx.font = `12px ${font}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  const { stepMs, at } = ticks(scale, 76);
  for (const ms of at) {
    const x = Math.round(toPx(scale, ms)) + 0.5;
    ctx.fillStyle = palette.line;
    ctx.fillRect(x, bands.ruler.top + 4, 1, bands.ruler.height - 4);
    ctx.fillStyle = palette.dim;
    ctx.fillText(label(ms, stepMs), x + 4, bands.ruler.top + bands.ruler.height / 2);
  }
}

/** Also called for the part already played, in the accent's colour. */
export function drawWave(
  ctx: CanvasRenderingContext2D,
  { scale, bands, waveform }: Picture,
  colour: string,
  fromPx = 0,
  toPxEnd = scale.widthPx,
): void {
  ctx.fillStyle = colour;
  const { top, height } = bands.wave;
  if (!waveform) {
    ctx.fillRect(fromPx, top + height / 2 - 1.5, Math.max(0, toPxEnd - fromPx), 3);
    return;
  }
  const step = msPerPx(scale);
  ctx.beginPath();
  for (let x = Math.max(0, Math.floor(fromPx / 2) * 2); x < toPxEnd; x += 2) {
    const ms = scale.fromMs + x * step;
    const value = Math.max(1, Math.sqrt(loudest(waveform, ms, ms + 2 * step)) * height);
    ctx.rect(x, top + (height - value) / 2, 1.4, value);
  }
  ctx.fill();
}

function drawBars(ctx: CanvasRenderingContext2D, { scale, bands, layout, palette, selectedId }: Picture): void {
  const { bars } = layout;
  const height = bands.laneHeight - 2;
  for (let i = firstAt(bars, (bar) => bar.startMs, scale.fromMs - layout.longestBarMs); i < bars.length; i += 1) {
    const bar = bars[i];
    if (!bar || bar.startMs > scale.toMs) break;
    const x = toPx(scale, bar.startMs);
    const width = Math.max(3, toPx(scale, bar.endMs) - x);
    ctx.globalAlpha = bar.mark.done ? 0.45 : 1;
    ctx.fillStyle = palette.kinds[glyphOf(bar.mark)];
    ctx.beginPath();
    ctx.roundRect(x, barTop(bands, bar.lane) + 1, width, height, height / 2);
    ctx.fill();
    ctx.globalAlpha = 1;
    if (bar.mark.id === selectedId)
      outlineSelectedBar(ctx, palette, x, barTop(bands, bar.lane), width, bands.laneHeight);
  }
}

/** Handles at both ends say that they can be dragged. */
function outlineSelectedBar(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  x: number,
  top: number,
  width: number,
  height: number,
): void {
  ctx.strokeStyle = palette.text;
  ctx.lineWidth = 1.5;
  ctx.strokeRect(x - 1, top - 0.5, width + 2, height + 1);
  ctx.fillStyle = palette.text;
  ctx.fillRect(x - 3, top - 2, 4, height + 4);
  ctx.fillRect(x + width - 1, top - 2, 4, height + 4);
}

function drawMarkers(ctx: CanvasRenderingContext2D, picture: Picture): void {
  const { scale, layout } = picture;
  const { markers } = layout;
  const margin = 20 * msPerPx(scale);
  for (let i = firstAt(markers, (marker) => marker.atMs, scale.fromMs - margin); i < markers.length; i += 1) {
    const marker = markers[i];
    if (!marker || marker.atMs > scale.toMs + margin) break;
    const [mark] = marker.marks;
    if (marker.marks.length === 1 && mark) drawGlyph(ctx, picture, marker, mark);
    else drawGroup(ctx, picture, marker);
    drawSides(ctx, picture, marker);
  }
}

/** A whole ring, its left half, its right half: told apart without colour too. */
const ARCS: Readonly<Record<Side, readonly [from: number, to: number]>> = {
  both: [0, 2 * Math.PI],
  mine: [Math.PI / 2, 1.5 * Math.PI],
  theirs: [-Math.PI / 2, Math.PI / 2],
};

function drawSides(ctx: CanvasRenderingContext2D, { scale, bands, palette }: Picture, { atMs, marks }: Marker): void {
  ctx.lineWidth = 2.5;
  for (const side of new Set(marks.map((mark) => mark.side))) {
    if (!side) continue;
    ctx.strokeStyle = palette.sides[side];
    ctx.beginPath();
    ctx.arc(toPx(scale, atMs), bands.markers.top + bands.markers.height / 2, 11.5, ...ARCS[side]);
    ctx.stroke();
  }
}

function drawGlyph(
  ctx: CanvasRenderingContext2D,
  { scale, bands, palette, selectedId }: Picture,
  marker: Marker,
  mark: Mark,
): void {
  const name = glyphOf(mark);
  const selected = mark.id === selectedId;
  const size = selected ? 20 : 16;
  const x = toPx(scale, marker.atMs);
  const y = bands.markers.top + bands.markers.height / 2;
  ctx.save();
  ctx.translate(x - size / 2, y - size / 2);
  ctx.scale(size / 16, size / 16);
  const path = glyphPath(name);
  ctx.lineJoin = 'round';
  if (mark.done && !selected) {
    ctx.strokeStyle = palette.kinds[name];
    ctx.lineWidth = 1.4;
    ctx.stroke(path);
  } else {
    if (selected) {
      ctx.strokeStyle = palette.text;
      ctx.lineWidth = 2.5;
      ctx.stroke(path);
    }
    ctx.fillStyle = palette.kinds[name];
    ctx.fill(path, 'evenodd');
  }
  if (name === 'question') {
    ctx.fillStyle = mark.done && !selected ? palette.kinds.question : palette.onKind;
    ctx.font = 'bold 10px system-ui, sans-serif';
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText('?', 8, 8);
  }
  ctx.restore();
}

const KINDS: readonly GlyphName[] = ['compliment', 'question', 'suggestion', 'private'];

/** A count, underlined in the colours of the kinds in it, each as long as its share. */
function drawGroup(
  ctx: CanvasRenderingContext2D,
  { scale, bands, palette, selectedId, font }: Picture,
  marker: Marker,
): void {
  const width = 18;
  const height = 18;
  const x = toPx(scale, marker.atMs) - width / 2;
  const y = bands.markers.top + (bands.markers.height - height) / 2;
  const selected = selectedId !== null && marker.marks.some((mark) => mark.id === selectedId);
  ctx.fillStyle = palette.line;
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 4);
  ctx.fill();
  if (selected) {
    ctx.strokeStyle = palette.text;
    ctx.lineWidth = 1.5;
    ctx.stroke();
  }
  let from = x + 1;
  for (const kind of KINDS) {
    const share = marker.marks.reduce((sum, mark) => sum + (glyphOf(mark) === kind ? 1 : 0), 0) / marker.marks.length;
    if (share === 0) continue;
    ctx.fillStyle = palette.kinds[kind];
    ctx.fillRect(from, y + height - 4, share * (width - 2), 3);
    from += share * (width - 2);
  }
  const count = marker.marks.length;
  ctx.fillStyle = palette.text;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.font = `${count > 99 ? 9 : 11}px ${font}`;
  ctx.fillText(count > 999 ? '1k+' : String(count), x + width / 2, y + height / 2 - 1.5);
}
