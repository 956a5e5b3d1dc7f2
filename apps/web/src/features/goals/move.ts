/** The list with one item moved to another place. */
export function move<T>(list: readonly T[], from: number, to: number): T[] {
  const moved = [...list];
  const [item] = moved.splice(from, 1);
  if (item !== undefined) moved.splice(Math.max(0, Math.min(moved.length, to)), 0, item);
  return moved;
}

/**
 * Where a dragged item belongs: past every other item whose middle lies above the pointer.
 * @param middles of all items in their order now, the dragged one included
 */
export function placeAt(middles: readonly number[], dragged: number, pointer: number): number {
  return middles.filter((middle, index) => index !== dragged && middle < pointer).length;
}
