/**
 * A number in a picture, as a row of black and white cells over its whole width: white and black first, so that the reader
 * knows them whatever became of the picture on its way, then the number's bits, then those of its rest by 1021.
 */
const BITS = 20;
const CHECK_BITS = 10;
export const CELLS = 2 + BITS + CHECK_BITS;
/** What fits: a number comes round after this many. */
export const AROUND = 2 ** BITS;
/** The upper part of the picture that the cells fill. */
export const BAND = 1 / 8;

/** Luma of one line of the band. */
export function barLine(value: number, width: number, line = new Uint8Array(width)): Uint8Array {
  const word = (value % AROUND) * 2 ** CHECK_BITS + ((value % AROUND) % 1021);
  for (let cell = 0; cell < CELLS; cell += 1) {
    const white = cell === 0 || (cell > 1 && Math.floor(word / 2 ** (CELLS - 1 - cell)) % 2 === 1);
    line.fill(white ? 235 : 16, Math.round((cell * width) / CELLS), Math.round(((cell + 1) * width) / CELLS));
  }
  return line;
}

declare global {
  /** In a page of `openSide`: the number in the picture that an element shows; null where there is none. */
  var readBars: (video: HTMLVideoElement) => number | null;
}

/** Runs in the page, from its own source: nothing of this file is there. */
export function barReader(): (video: HTMLVideoElement) => number | null {
  const [bits, checkBits, each] = [20, 10, 4];
  const cells = 2 + bits + checkBits;
  const canvas = document.createElement('canvas');
  canvas.width = cells * each;
  canvas.height = 1;
  const ink = canvas.getContext('2d', { willReadFrequently: true });
  return (video) => {
    if (!ink || video.videoWidth === 0) return null;
    const band = video.videoHeight / 8;
    ink.drawImage(video, 0, band / 4, video.videoWidth, band / 2, 0, 0, cells * each, 1);
    const { data } = ink.getImageData(0, 0, cells * each, 1);
    const light = Array.from({ length: cells }, (_, cell) => {
      const at = (cell * each + each / 2) * 4;
      return ((data[at - 4] ?? 0) + (data[at] ?? 0)) / 2;
    });
    const [white = 0, black = 0] = light;
    if (white - black < 60) return null;
    const word = light.slice(2).reduce((sum, one) => sum * 2 + Number(one > (white + black) / 2), 0);
    const value = Math.floor(word / 2 ** checkBits);
    return value % 1021 === word % 2 ** checkBits ? value : null;
  };
}
