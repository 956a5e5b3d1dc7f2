import type { Bar, Layout, Marker } from './layout.ts';
import { firstAt } from './layout.ts';
import type { Bands } from './bands.ts';
import { barTop } from './bands.ts';
import type { Scale } from './scale.ts';
import { msPerPx, toPx } from './scale.ts';

export type Hit =
  | { what: 'marker'; marker: Marker }
  | { what: 'bar'; bar: Bar }
  | { what: 'edge'; bar: Bar; edge: 'start' | 'end' };

const REACH = { mouse: 11, touch: 22 } as const;
const EDGE = { mouse: 5, touch: 14 } as const;

/** What lies under a point. Edges answer only for ranges that the asker may change. */
export function hitTest(
  layout: Layout,
  scale: Scale,
  bands: Bands,
  x: number,
  y: number,
  pointer: 'mouse' | 'touch',
  mayChange: (bar: Bar) => boolean,
): Hit | null {
  if (y >= bands.bars.top && y < bands.bars.top + bands.bars.height) {
    const bar = nearestBar(layout, scale, bands, x, y, pointer);
    if (!bar) return null;
    if (mayChange(bar)) {
      const left = Math.abs(toPx(scale, bar.startMs) - x);
      const right = Math.abs(toPx(scale, bar.endMs) - x);
      if (Math.min(left, right) <= EDGE[pointer]) return { what: 'edge', bar, edge: left < right ? 'start' : 'end' };
    }
    return { what: 'bar', bar };
  }
  if (y >= bands.markers.top && y < bands.markers.top + bands.markers.height) {
    const reachMs = REACH[pointer] * msPerPx(scale);
    const atMs = scale.fromMs + x * msPerPx(scale);
    let best: Marker | null = null;
    const { markers } = layout;
    for (let i = firstAt(markers, (marker) => marker.atMs, atMs - reachMs); i < markers.length; i += 1) {
      const marker = markers[i];
      if (!marker || marker.atMs > atMs + reachMs) break;
      if (!best || Math.abs(marker.atMs - atMs) < Math.abs(best.atMs - atMs)) best = marker;
    }
    return best && { what: 'marker', marker: best };
  }
  return null;
}

function nearestBar(
  layout: Layout,
  scale: Scale,
  bands: Bands,
  x: number,
  y: number,
  pointer: 'mouse' | 'touch',
): Bar | null {
  const slackMs = EDGE[pointer] * msPerPx(scale);
  const atMs = scale.fromMs + x * msPerPx(scale);
  let best: Bar | null = null;
  let bestDistance = Infinity;
  const { bars } = layout;
  for (let i = firstAt(bars, (bar) => bar.startMs, atMs - layout.longestBarMs - slackMs); i < bars.length; i += 1) {
    const bar = bars[i];
    if (!bar || bar.startMs > atMs + slackMs) break;
    if (bar.endMs + slackMs < atMs) continue;
    const distance = Math.abs(barTop(bands, bar.lane) + bands.laneHeight / 2 - y);
    if (distance < bestDistance) {
      best = bar;
      bestDistance = distance;
    }
  }
  return best;
}
