import type { Picture } from './draw.ts';
import { drawWave } from './draw.ts';
import { clamp, toPx } from './scale.ts';

/** Half of what a viewer's initials stand in. */
const CHIP_PX = 9;

export interface Live {
  readonly atMs: number;
  readonly hoverMs: number | null;
  /** The range that is being set, or that loops. */
  readonly selection: { startMs: number; endMs: number | null } | null;
  readonly buffered: readonly { startMs: number; endMs: number }[];
  readonly viewers: readonly { id: string; initials: string; colour: string; atMs: number | null }[];
}

/** What moves: drawn over a copy of the still picture, every frame. */
export function drawLive(ctx: CanvasRenderingContext2D, picture: Picture, still: CanvasImageSource, live: Live): void {
  const { scale, bands, palette } = picture;
  ctx.clearRect(0, 0, scale.widthPx, bands.height);
  const x = toPx(scale, live.atMs);
  drawSelection(ctx, picture, live);
  ctx.drawImage(still, 0, 0, scale.widthPx, bands.height);
  ctx.fillStyle = palette.buffered;
  for (const span of live.buffered) {
    const from = Math.max(0, toPx(scale, span.startMs));
    const to = Math.min(scale.widthPx, toPx(scale, span.endMs));
    if (to > from) ctx.fillRect(from, bands.wave.top + bands.wave.height - 2, to - from, 2);
  }
  if (x > 0) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(0, bands.wave.top, Math.min(x, scale.widthPx), bands.wave.height);
    ctx.clip();
    ctx.globalCompositeOperation = 'source-atop';
    ctx.fillStyle = palette.wavePlayed;
    ctx.fillRect(0, bands.wave.top, Math.min(x, scale.widthPx), bands.wave.height);
    ctx.restore();
  }
  if (!picture.waveform && x > 0) drawWave(ctx, picture, palette.wavePlayed, 0, Math.min(x, scale.widthPx));
  if (live.hoverMs !== null) {
    ctx.fillStyle = palette.dim;
    ctx.fillRect(Math.round(toPx(scale, live.hoverMs)), bands.wave.top, 1, bands.height - bands.wave.top);
  }
  drawViewers(ctx, picture, live);
  drawPlayhead(ctx, picture, x);
}

function drawSelection(
  ctx: CanvasRenderingContext2D,
  { scale, bands, palette }: Picture,
  { selection, atMs }: Live,
): void {
  if (!selection) return;
  const from = toPx(scale, selection.startMs);
  const to = toPx(scale, selection.endMs ?? Math.max(atMs, selection.startMs));
  ctx.fillStyle = palette.selection;
  ctx.fillRect(from, bands.wave.top, Math.max(2, to - from), bands.height - bands.wave.top);
  ctx.fillStyle = palette.wavePlayed;
  ctx.fillRect(from - 1, bands.wave.top, 2, bands.height - bands.wave.top);
  if (selection.endMs !== null) ctx.fillRect(to - 1, bands.wave.top, 2, bands.height - bands.wave.top);
}

function drawViewers(ctx: CanvasRenderingContext2D, { scale, bands, palette, font }: Picture, { viewers }: Live): void {
  for (const viewer of viewers) {
    if (viewer.atMs === null) continue;
    const x = toPx(scale, viewer.atMs);
    if (x < -2 * CHIP_PX || x > scale.widthPx + 2 * CHIP_PX) continue;
    ctx.fillStyle = viewer.colour;
    ctx.fillRect(Math.round(x) - 0.5, bands.wave.top - 2, 1.5, bands.wave.height + 2);
    // On the sound, where no words stand; whole at both ends of the recording, while the line keeps to the moment.
    const chip = clamp(x, toPx(scale, scale.startMs) + CHIP_PX, toPx(scale, scale.durationMs) - CHIP_PX);
    ctx.beginPath();
    ctx.arc(chip, bands.wave.top + CHIP_PX, CHIP_PX, 0, Math.PI * 2);
    ctx.fill();
    ctx.fillStyle = palette.onKind;
    ctx.font = `bold 9px ${font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(viewer.initials, chip, bands.wave.top + CHIP_PX + 0.5);
  }
}

function drawPlayhead(ctx: CanvasRenderingContext2D, { bands, palette }: Picture, x: number): void {
  const left = Math.round(x);
  ctx.fillStyle = palette.playhead;
  ctx.fillRect(left - 1, bands.wave.top - 2, 2, bands.height - bands.wave.top + 2);
  ctx.beginPath();
  ctx.moveTo(left - 6, bands.wave.top - 8);
  ctx.lineTo(left + 6, bands.wave.top - 8);
  ctx.lineTo(left, bands.wave.top + 1);
  ctx.fill();
}
