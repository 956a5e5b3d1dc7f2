import type { Box, HiddenArea } from './hiding.ts';

/** When an area is set: from its first key position up to and including its last, in milliseconds. */
export const areaTimes = ({ positions }: HiddenArea): { fromMs: number; toMs: number } => ({
  fromMs: positions[0]?.atMs ?? 0,
  toMs: positions.at(-1)?.atMs ?? 0,
});

/** Where an area lies at a moment; null where it is not set. */
export function boxAt(area: HiddenArea, atMs: number): Box | null {
  const { fromMs, toMs } = areaTimes(area);
  if (atMs < fromMs || atMs > toMs) return null;
  const { positions } = area;
  const next = positions.findIndex((position) => position.atMs >= atMs);
  const [before, after] = [positions[Math.max(0, next - 1)], positions[next]];
  if (before === undefined || after === undefined) return null;
  const way = after.atMs === before.atMs ? 1 : (atMs - before.atMs) / (after.atMs - before.atMs);
  const between = (side: keyof Box): number => before[side] + (after[side] - before[side]) * way;
  return { x: between('x'), y: between('y'), width: between('width'), height: between('height') };
}
