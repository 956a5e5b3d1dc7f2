import { bandsFor, type Bands } from './bands.ts';
import { drawStill, type Picture } from './draw.ts';
import { drawLive, type Live } from './draw-live.ts';
import { type Layout, layOut, type Mark } from './layout.ts';
import type { Palette } from './palette.ts';
import { following, msPerPx, resized, type Scale, wholeScale, zoomAt } from './scale.ts';
import type { Waveform } from './waveform.ts';

export interface TimelineInput {
  durationMs: number;
  startMs: number;
  marks: readonly Mark[];
  waveform: Waveform | null;
  palette: Palette;
  compact: boolean;
  selectedId: string | null;
  selection: Live['selection'];
  buffered: Live['buffered'];
  viewers: Live['viewers'];
  font: string;
  label: (ms: number, stepMs: number) => string;
}

/**
 * The timeline on one canvas. What stays is drawn once and kept; a frame in which only the playhead moved copies it. Frames
 * are drawn only when something changed, at most one for each of the screen's.
 */
export class TimelineView {
  readonly #canvas: HTMLCanvasElement;
  readonly #still = document.createElement('canvas');
  readonly #now: () => number;
  readonly #resize: ResizeObserver;
  #input: TimelineInput;
  #scale: Scale;
  #layout: Layout = { markers: [], bars: [], longestBarMs: 0, msPerPx: 0 };
  #laidOut: readonly Mark[] | null = null;
  #stillDue = true;
  #drawnAtMs = -1;
  #liveDue = true;
  #hoverMs: number | null = null;
  #frame = 0;
  /** While somebody scrubs or pans, the view stays where they hold it. */
  held = false;

  constructor(canvas: HTMLCanvasElement, input: TimelineInput, now: () => number) {
    this.#canvas = canvas;
    this.#input = input;
    this.#now = now;
    this.#scale = wholeScale(input.durationMs, canvas.clientWidth || 300, input.startMs);
    this.#resize = new ResizeObserver(() => this.#fit());
    this.#resize.observe(canvas);
    this.#fit();
    this.#frame = requestAnimationFrame(this.#draw);
  }

  get scale(): Scale {
    return this.#scale;
  }

  get layout(): Layout {
    return this.#layout;
  }

  get bands(): Bands {
    return bandsFor({ compact: this.#input.compact, wave: this.#input.waveform !== null });
  }

  set(input: TimelineInput): void {
    const before = this.#input;
    this.#input = input;
    if (input.durationMs !== before.durationMs || input.startMs !== before.startMs)
      this.#scale = wholeScale(input.durationMs, this.#scale.widthPx, input.startMs);
    if (
      input.marks !== before.marks ||
      input.waveform !== before.waveform ||
      input.palette !== before.palette ||
      input.selectedId !== before.selectedId ||
      input.durationMs !== before.durationMs ||
      input.startMs !== before.startMs ||
      input.compact !== before.compact
    )
      this.#stillDue = true;
    if ((input.waveform === null) !== (before.waveform === null) || input.compact !== before.compact) this.#fit();
    this.#liveDue = true;
  }

  hover(ms: number | null): void {
    this.#hoverMs = ms;
    this.#liveDue = true;
  }

  show(scale: Scale): void {
    if (scale === this.#scale) return;
    this.#scale = scale;
    this.#stillDue = true;
  }

  /** Closer or farther, around the playhead. */
  zoom(factor: number): void {
    const x = (this.#now() - this.#scale.fromMs) / msPerPx(this.#scale);
    this.show(zoomAt(this.#scale, Math.min(Math.max(x, 0), this.#scale.widthPx), factor));
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    this.#canvas.width = 0;
    this.#still.width = 0;
  }

  #fit(): void {
    const width = Math.max(1, this.#canvas.clientWidth);
    const { height } = this.bands;
    this.#canvas.style.height = `${height}px`;
    for (const canvas of [this.#canvas, this.#still]) {
      canvas.width = Math.round(width * devicePixelRatio);
      canvas.height = Math.round(height * devicePixelRatio);
    }
    this.#scale = resized(this.#scale, width);
    this.#stillDue = true;
  }

  readonly #draw = (): void => {
    this.#frame = requestAnimationFrame(this.#draw);
    const atMs = this.#now();
    if (!this.held) this.show(following(this.#scale, atMs));
    if (!this.#stillDue && !this.#liveDue && atMs === this.#drawnAtMs) return;
    const { marks, palette, waveform, selectedId, font, label, selection, buffered, viewers } = this.#input;
    const perPx = msPerPx(this.#scale);
    if (marks !== this.#laidOut || perPx !== this.#layout.msPerPx) {
      this.#layout = layOut(marks, perPx, this.#scale.durationMs, this.#scale.startMs);
      this.#laidOut = marks;
    }
    const picture: Picture = {
      scale: this.#scale,
      bands: this.bands,
      layout: this.#layout,
      palette,
      waveform,
      selectedId,
      font,
      label,
    };
    const ctx = this.#context(this.#canvas);
    if (this.#stillDue) drawStill(this.#context(this.#still), picture);
    drawLive(ctx, picture, this.#still, { atMs, hoverMs: this.#hoverMs, selection, buffered, viewers });
    this.#stillDue = false;
    this.#liveDue = false;
    this.#drawnAtMs = atMs;
  };

  #context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
    const ctx = canvas.getContext('2d');
    if (!ctx) throw new Error('This browser gives no 2D canvas');
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    return ctx;
  }
}
