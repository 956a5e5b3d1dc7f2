export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Where a picture lies that is shown whole inside a frame (`object-fit: contain`), in the frame's own pixels. */
export function pictureIn(frame: Box, picture: Box): Box & { left: number; top: number } {
  const scale =
    picture.width > 0 && picture.height > 0 ? Math.min(frame.width / picture.width, frame.height / picture.height) : 0;
  const [width, height] = scale > 0 ? [picture.width * scale, picture.height * scale] : [frame.width, frame.height];
  return { left: (frame.width - width) / 2, top: (frame.height - height) / 2, width, height };
}

/** A point of the frame as shares of the picture; null beside it. */
export function shareOf(point: { x: number; y: number }, frame: Box, picture: Box): { x: number; y: number } | null {
  const place = pictureIn(frame, picture);
  if (place.width <= 0 || place.height <= 0) return null;
  const x = (point.x - place.left) / place.width;
  const y = (point.y - place.top) / place.height;
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x, y } : null;
}
