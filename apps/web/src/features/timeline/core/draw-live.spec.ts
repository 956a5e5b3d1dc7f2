import { expect, test } from '@jest/globals';
import { bandsFor } from './bands.ts';
import { drawLive } from './draw-live.ts';
import { layOut } from './layout.ts';
import { palettes } from './palette.ts';
import { msPerPx, wholeScale } from './scale.ts';

/** A canvas that knows only which circles were drawn on it. */
function canvas() {
  const circles: { x: number; y: number; radius: number }[] = [];
  const known = { arc: (x: number, y: number, radius: number) => void circles.push({ x, y, radius }) };
  const ctx = new Proxy(known, { get: (target, name): unknown => Reflect.get(target, name) ?? (() => undefined) });
  return { circles, ctx: ctx as unknown as CanvasRenderingContext2D };
}

test.each([
  ['at the start', 0],
  ['in between', 31_000],
  ['at the end', 60_000],
])('the mark of somebody else, %s, is whole and covers no time label', (_, atMs) => {
  const scale = wholeScale(60_000, 800);
  for (const options of [
    { compact: false, wave: true },
    { compact: true, wave: true },
    { compact: true, wave: false },
  ]) {
    const bands = bandsFor(options);
    const { circles, ctx } = canvas();
    const picture = {
      ...{
        scale,
        bands,
        layout: layOut([], msPerPx(scale), scale.durationMs),
        palette: palettes.dark,
        waveform: null,
        selectedId: null,
      },
      ...{ font: 'sans-serif', label: String },
    };
    const viewers = [{ id: 'eva', initials: 'EC', colour: '#fff', atMs }];
    drawLive(ctx, picture, {} as CanvasImageSource, { atMs: 0, hoverMs: null, selection: null, buffered: [], viewers });
    expect(circles).toHaveLength(1);
    for (const { x, y, radius } of circles) {
      expect(y - radius).toBeGreaterThanOrEqual(bands.ruler.top + bands.ruler.height);
      expect(y + radius).toBeLessThanOrEqual(bands.height);
      expect(x - radius).toBeGreaterThanOrEqual(0);
      expect(x + radius).toBeLessThanOrEqual(scale.widthPx);
    }
  }
});
