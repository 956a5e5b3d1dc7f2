import { CANVAS, type Rectangle, type Tile } from '../../ffmpeg/compose/types.ts';

/** Who is there at a moment. */
export interface Face {
  /** Index of what their camera shows. */
  picture: number | undefined;
  colour: number;
  name: string | undefined;
  speaking: boolean;
}

export interface Moment {
  lesson: number | undefined;
  /** What is shared, the latest last. */
  screens: number[];
  faces: Face[];
}

const SMALL = { width: 320, height: 180 };
const MAIN = { width: CANVAS.width - SMALL.width, height: 540 };
/** A call is for so many. */
const MOST_FACES = 4;

/**
 * Where everything stands: a shared screen large, else the lesson, the faces in a column beside it; without either the
 * faces alone, as large as they go. With a screen the lesson stands small below it.
 */
export function layout({ lesson, screens, faces }: Moment): Tile[] {
  const shown = faces.slice(0, MOST_FACES);
  const main = screens.at(-1) ?? lesson;
  if (main === undefined) return shown.map((face, n) => tileOf(face, large(n, shown.length)));
  const below = screens.length > 0 && lesson !== undefined;
  const mainTop = below ? 0 : (CANVAS.height - MAIN.height) / 2;
  const tiles = [picture(main, { x: 0, y: mainTop, ...MAIN })];
  if (below) tiles.push(picture(lesson, { x: (MAIN.width - SMALL.width) / 2, y: MAIN.height, ...SMALL }));
  const top = (CANVAS.height - shown.length * SMALL.height) / 2;
  return [...tiles, ...shown.map((face, n) => tileOf(face, { x: MAIN.width, y: top + n * SMALL.height, ...SMALL }))];
}

const picture = (index: number, place: Rectangle): Tile => ({
  ...place,
  picture: index,
  colour: 0,
  name: undefined,
  framed: false,
});
const tileOf = ({ picture: index, colour, name, speaking }: Face, place: Rectangle): Tile => ({
  ...place,
  picture: index,
  colour,
  name,
  framed: speaking,
});

function large(n: number, of: number): Rectangle {
  if (of === 1) return { x: 0, y: 0, ...CANVAS };
  const size = { width: CANVAS.width / 2, height: CANVAS.height / 2 };
  const rows = Math.ceil(of / 2);
  const row = Math.floor(n / 2);
  const alone = n === of - 1 && of % 2 === 1;
  const x = alone ? size.width / 2 : (n % 2) * size.width;
  return { x, y: (CANVAS.height - rows * size.height) / 2 + row * size.height, ...size };
}
