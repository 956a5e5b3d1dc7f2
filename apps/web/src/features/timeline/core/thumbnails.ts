/** A piece of a thumbnail sheet and the stretch of the recording it stands for. */
export interface Thumbnail {
  readonly startMs: number;
  readonly endMs: number;
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const CUE = /^((?:\d+:)?\d{2}:\d{2}\.\d{3})[ \t]+-->[ \t]+((?:\d+:)?\d{2}:\d{2}\.\d{3})/;
const PIECE = /^(.*)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)$/;

function clock(text: string): number {
  const [seconds = 0, minutes = 0, hours = 0] = text.split(':').map(Number).toReversed();
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000);
}

/** Reads a WebVTT index whose cues name a sheet and a rectangle by a media fragment (`sheet.jpg#xywh=0,0,160,90`). */
export function parseThumbnails(vtt: string, baseUrl: string): Thumbnail[] {
  const thumbnails: Thumbnail[] = [];
  const lines = vtt.split(/\r\n|\r|\n/);
  for (let i = 0; i < lines.length; i += 1) {
    const cue = CUE.exec(lines[i] ?? '');
    const piece = cue && PIECE.exec((lines[i + 1] ?? '').trim());
    if (!cue || !piece) continue;
    const [x = 0, y = 0, width = 0, height = 0] = piece.slice(2).map(Number);
    thumbnails.push({
      startMs: clock(cue[1] ?? ''),
      endMs: clock(cue[2] ?? ''),
      url: new URL(piece[1] ?? '', baseUrl).href,
      x,
      y,
      width,
      height,
    });
  }
  return thumbnails.sort((a, b) => a.startMs - b.startMs);
}

export function thumbnailAt(thumbnails: readonly Thumbnail[], atMs: number): Thumbnail | undefined {
  return thumbnails.findLast((thumbnail) => thumbnail.startMs <= atMs) ?? thumbnails[0];
}
