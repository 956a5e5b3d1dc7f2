/** Draws the demo's classroom as SVG: flat shapes, so that a minute of film stays below a megabyte. */

export interface Pupil {
  x: number;
  y: number;
  hair: string;
  shirt: string;
  skin: string;
  /** 0 down, 1 up. */
  hand: number;
  /** Sideways sway in pixels. */
  sway: number;
}

interface Teacher {
  x: number;
  /** 0 closed, 1 open. */
  mouth: number;
  /** Degrees of the arm that points to the board; 0 hangs down. */
  arm: number;
  step: number;
}

export interface Scene {
  board: readonly string[];
  teacher: Teacher;
  pupils: readonly Pupil[];
  /** Seconds on the clock above the board. */
  clock: number;
  wall: string;
}

const WIDTH = 1280;
const HEIGHT = 720;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export function draw({ board, teacher, pupils, clock, wall }: Scene): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<rect width="1280" height="520" fill="${wall}"/><rect y="520" width="1280" height="200" fill="#b98b5e"/>
<rect y="512" width="1280" height="10" fill="#efe6d8"/>
<rect x="40" y="90" width="210" height="250" rx="6" fill="#cfe6f2" stroke="#f7f3ea" stroke-width="12"/>
<path d="M145 90v250M40 215h210" stroke="#f7f3ea" stroke-width="8"/><circle cx="95" cy="150" r="26" fill="#f6d26b"/>
<rect x="330" y="70" width="620" height="300" rx="6" fill="#24483f" stroke="#8a6441" stroke-width="14"/>
${board.map((line, index) => `<text x="370" y="${140 + index * 68}" font-family="DejaVu Sans" font-size="46" fill="#f4f1e6">${escape(line)}</text>`).join('')}
${clockFace(clock)}${bookcase()}${figure(teacher)}${pupils.map(pupil).join('')}</svg>`;
}

function clockFace(seconds: number): string {
  const second = (seconds / 60) * 360;
  const minute = 150 + seconds / 10;
  return `<g transform="translate(1020 110)"><circle r="44" fill="#fbf8f1" stroke="#5a4a3a" stroke-width="6"/>
<path d="M0 0V-30" transform="rotate(${minute})" stroke="#333" stroke-width="5"/><path d="M0 0V-20" transform="rotate(285)" stroke="#333" stroke-width="6"/>
<path d="M0 6V-34" transform="rotate(${second})" stroke="#b3402e" stroke-width="3"/></g>`;
}

function bookcase(): string {
  const colours = ['#b3402e', '#2d6e7e', '#d9a441', '#587b4a', '#7b5b8c', '#c97f4a', '#38597c'];
  const books = Array.from({ length: 21 }, (_, index) => {
    const shelf = Math.floor(index / 7);
    const height = 44 + ((index * 13) % 16);
    return `<rect x="${1096 + (index % 7) * 20}" y="${292 + shelf * 76 - height}" width="16" height="${height}" fill="${colours[(index * 3) % 7]}"/>`;
  });
  return `<rect x="1080" y="216" width="164" height="304" fill="#8a6441"/><path d="M1088 294h148M1088 370h148M1088 446h148" stroke="#6c4c30" stroke-width="6"/>${books.join('')}`;
}

function figure({ x, mouth, arm, step }: Teacher): string {
  const legs = Math.sin(step) * 12;
  return `<g transform="translate(${x} 270)"><path d="M-16 190L${-18 - legs} 300M16 190L${18 + legs} 300" stroke="#33415c" stroke-width="26" stroke-linecap="round"/>
<path d="M-40 60Q0 40 40 60L34 205H-34Z" fill="#2d6e7e"/>
<path d="M-36 74L-56 180" stroke="#2d6e7e" stroke-width="22" stroke-linecap="round"/>
<g transform="rotate(${-arm} 36 74)"><path d="M36 74L52 180" stroke="#2d6e7e" stroke-width="22" stroke-linecap="round"/><circle cx="53" cy="190" r="13" fill="#e3b18c"/></g>
<circle cx="-57" cy="190" r="13" fill="#e3b18c"/><rect x="-12" y="28" width="24" height="30" fill="#d9a27a"/>
<circle cy="0" r="42" fill="#e3b18c"/><path d="M-44 2Q-46 -50 0 -50Q46 -50 44 2Q30 -26 -10 -26Q-34 -24 -44 2Z" fill="#5b3a26"/>
<circle cx="-14" cy="-2" r="4.5" fill="#2b2b2b"/><circle cx="14" cy="-2" r="4.5" fill="#2b2b2b"/>
<ellipse cy="20" rx="11" ry="${2 + mouth * 7}" fill="#8c3b34"/></g>`;
}

function pupil({ x, y, hair, shirt, skin, hand, sway }: Pupil): string {
  const up = `<path d="M44 92L${60 + sway} ${100 - hand * 150}" stroke="${shirt}" stroke-width="20" stroke-linecap="round"/><circle cx="${60 + sway}" cy="${88 - hand * 150}" r="12" fill="${skin}"/>`;
  return `<g transform="translate(${x + sway} ${y})">${hand > 0.05 ? up : ''}<path d="M-58 200Q-60 70 0 66Q60 70 58 200Z" fill="${shirt}"/>
<rect x="-12" y="44" width="24" height="28" fill="${skin}"/><circle cy="14" r="40" fill="${skin}"/><path d="M-42 22Q-44 -32 0 -32Q44 -32 42 22Q0 44 -42 22Z" fill="${hair}"/>
<rect x="-96" y="128" width="192" height="16" rx="4" fill="#d8b483"/><rect x="-90" y="144" width="180" height="60" fill="#c39a68"/></g>`;
}
