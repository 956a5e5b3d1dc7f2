/** The layer of a camera for a tile of so many pixels high (layers are 180, 360 and 720 high); null for one that is not seen. */
export function layerFor(height: number): 0 | 1 | 2 | null {
  if (height <= 0) return null;
  if (height <= 200) return 0;
  return height <= 400 ? 1 : 2;
}
