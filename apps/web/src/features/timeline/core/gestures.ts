import { type Hit, hitTest } from './hit.ts';
import type { Bar, Mark } from './layout.ts';
import { panBy, toMs, zoomAt } from './scale.ts';
import type { TimelineView } from './timeline-view.ts';

export interface TimelineActs {
  /** While it is dragged, and once more at the end. */
  scrub(atMs: number, done: boolean): void;
  choose(marks: readonly Mark[]): void;
  /** Where the pointer is and what lies under it; null when it left. */
  hover(at: { x: number; ms: number; hit: Hit | null } | null): void;
  mayChange(mark: Mark): boolean;
  /** An end of a range was moved to here. */
  drag(mark: Mark, moment: { startMs: number; endMs: number }, done: boolean): void;
}

const SHORTEST_RANGE_MS = 100;

/** Pointers and wheel on a timeline: one finger scrubs, two zoom and pan, ends of own ranges can be dragged. */
export function listenToGestures(canvas: HTMLCanvasElement, view: TimelineView, acts: TimelineActs): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const fingers = new Map<number, number>();
  let dragged: { bar: Bar; edge: 'start' | 'end' } | null = null;
  let scrubbing = false;

  const xOf = (event: MouseEvent): number => event.clientX - canvas.getBoundingClientRect().left;
  const hitOf = (event: PointerEvent): Hit | null => {
    const y = event.clientY - canvas.getBoundingClientRect().top;
    const pointer = event.pointerType === 'touch' ? 'touch' : 'mouse';
    return hitTest(view.layout, view.scale, view.bands, xOf(event), y, pointer, (bar) => acts.mayChange(bar.mark));
  };
  const dragTo = (ms: number, done: boolean): void => {
    if (!dragged) return;
    const { mark } = dragged.bar;
    const endMs = mark.endMs ?? mark.startMs;
    acts.drag(
      mark,
      dragged.edge === 'start'
        ? { startMs: Math.min(ms, endMs - SHORTEST_RANGE_MS), endMs }
        : { startMs: mark.startMs, endMs: Math.max(ms, mark.startMs + SHORTEST_RANGE_MS) },
      done,
    );
  };
  const pinch = (event: PointerEvent): void => {
    const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, x]) => x);
    const before = fingers.get(event.pointerId);
    const [other] = others;
    if (before === undefined || other === undefined) return;
    const x = xOf(event);
    const apart = Math.abs(x - other);
    const wasApart = Math.abs(before - other);
    const middle = (x + other) / 2;
    if (apart > 8 && wasApart > 8) view.show(zoomAt(view.scale, middle, apart / wasApart));
    view.show(panBy(view.scale, -(x - before) / 2));
  };

  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, xOf(event));
    canvas.setPointerCapture(event.pointerId);
    view.held = true;
    if (fingers.size > 1) {
      scrubbing = false;
      dragged = null;
      return;
    }
    const hit = hitOf(event);
    if (hit?.what === 'edge') dragged = { bar: hit.bar, edge: hit.edge };
    else if (hit?.what === 'bar') acts.choose([hit.bar.mark]);
    else if (hit?.what === 'marker') acts.choose(hit.marker.marks);
    else {
      scrubbing = true;
      acts.scrub(toMs(view.scale, xOf(event)), false);
    }
  };
  const move = (event: PointerEvent): void => {
    const x = xOf(event);
    const ms = toMs(view.scale, x);
    if (fingers.size > 1) pinch(event);
    else if (dragged) dragTo(ms, false);
    else if (scrubbing) acts.scrub(ms, false);
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, x);
    const hit = dragged || scrubbing ? null : hitOf(event);
    canvas.style.cursor = dragged || hit?.what === 'edge' ? 'ew-resize' : 'pointer';
    if (event.pointerType !== 'touch' || scrubbing) {
      view.hover(ms);
      acts.hover({ x, ms, hit });
    }
  };
  const up = (event: PointerEvent): void => {
    if (!fingers.delete(event.pointerId)) return;
    const ms = toMs(view.scale, xOf(event));
    if (dragged) dragTo(ms, true);
    if (scrubbing) acts.scrub(ms, true);
    dragged = null;
    scrubbing = false;
    view.held = fingers.size > 0;
    if (event.pointerType === 'touch') leave();
  };
  const leave = (): void => {
    view.hover(null);
    acts.hover(null);
  };
  const wheel = (event: WheelEvent): void => {
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (event.ctrlKey || event.metaKey) view.show(zoomAt(view.scale, xOf(event), Math.exp(-event.deltaY / 300)));
    else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) view.show(panBy(view.scale, sideways));
    else return;
    event.preventDefault();
  };

  canvas.addEventListener('pointerdown', down, { signal });
  canvas.addEventListener('pointermove', move, { signal });
  canvas.addEventListener('pointerup', up, { signal });
  canvas.addEventListener('pointercancel', up, { signal });
  canvas.addEventListener('pointerleave', leave, { signal });
  canvas.addEventListener('wheel', wheel, { signal, passive: false });
  return () => stop.abort();
}
