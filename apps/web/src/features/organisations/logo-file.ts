import { MAX_LOGO } from '@lesblik/shared/organisations';
import { Problem } from '@lesblik/shared/problems';

const unreadable = (cause?: unknown): Problem => new Problem('logo_unreadable', undefined, { cause });

const asBytes = async (canvas: OffscreenCanvas): Promise<Uint8Array> =>
  new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());

function drawn(picture: ImageBitmap, scale: number): OffscreenCanvas {
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * A picture as PNG of a size that fits a letter's head, made smaller until it is light enough.
 * @returns base64
 * @throws Problem logo_unreadable for what the browser cannot show as a picture of dots (an SVG neither)
 */
export async function logoOf(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  let scale = Math.min(1, MAX_LOGO.width / picture.width, MAX_LOGO.height / picture.height);
  let bytes = await asBytes(drawn(picture, scale));
  while (bytes.length > MAX_LOGO.bytes && picture.width * scale > 40) {
    scale *= 0.8;
    bytes = await asBytes(drawn(picture, scale));
  }
  if (bytes.length > MAX_LOGO.bytes) throw unreadable();
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
