/** What is said and done in the two lessons of the demo. Times in seconds. */
interface Line {
  at: number;
  /** `teacher`, or the number of the pupil who answers. */
  who: 'teacher' | number;
  says: string;
}

export interface Lesson {
  file: string;
  seconds: number;
  wall: string;
  board: readonly { at: number; lines: readonly string[] }[];
  lines: readonly Line[];
  /** Who holds a hand up, and when. */
  hands: readonly { pupil: number; from: number; to: number }[];
  /** Where the teacher stands. */
  walk: readonly { at: number; x: number }[];
}

export const lessons: readonly Lesson[] = [
  {
    file: 'breuken.mp4',
    seconds: 84,
    wall: '#e9dcc6',
    board: [
      { at: 0, lines: ['Breuken', 'Wat is de helft van 1/4?'] },
      { at: 44, lines: ['Breuken', 'De helft van 1/4 is 1/8', 'Waarom?'] },
    ],
    lines: [
      { at: 2, who: 'teacher', says: 'Goedemorgen allemaal. Vandaag gaan we verder met breuken.' },
      { at: 8, who: 'teacher', says: 'Stel, je hebt een kwart pizza. Je deelt dat stuk eerlijk met een vriend.' },
      { at: 16, who: 'teacher', says: 'Welk deel van de hele pizza krijg je dan?' },
      { at: 27, who: 'teacher', says: 'Ik zie al een paar vingers. Neem rustig de tijd.' },
      { at: 33, who: 1, says: 'Een achtste, juf.' },
      { at: 36, who: 'teacher', says: 'Hoe heb je dat bedacht?' },
      { at: 39, who: 1, says: 'Er passen acht van die stukjes in de hele pizza.' },
      { at: 46, who: 'teacher', says: 'Mooi uitgelegd. Wie kan dat in een tekening laten zien?' },
      { at: 53, who: 'teacher', says: 'Bram, kom jij het tekenen? Of nee, wacht, ik doe het zelf wel even voor.' },
      { at: 62, who: 3, says: 'Mag ik iets vragen? Is een achtste dan kleiner dan een kwart?' },
      { at: 68, who: 'teacher', says: 'Wat denken de anderen? Praat er een minuut over met je buur.' },
      { at: 76, who: 'teacher', says: 'Daarna vraag ik drie mensen wat hun buur heeft gezegd.' },
    ],
    hands: [
      { pupil: 1, from: 20, to: 34 },
      { pupil: 4, from: 22, to: 34 },
      { pupil: 0, from: 25, to: 33 },
      { pupil: 2, from: 48, to: 55 },
      { pupil: 3, from: 58, to: 63 },
    ],
    walk: [
      { at: 0, x: 300 },
      { at: 8, x: 300 },
      { at: 12, x: 640 },
      { at: 27, x: 640 },
      { at: 31, x: 420 },
      { at: 52, x: 420 },
      { at: 56, x: 880 },
      { at: 84, x: 880 },
    ],
  },
  {
    file: 'kringgesprek.mp4',
    seconds: 52,
    wall: '#d9e2d5',
    board: [
      { at: 0, lines: ['Kringgesprek', 'Ons leesboek'] },
      { at: 24, lines: ['Kringgesprek', 'Wat zou jij doen?'] },
    ],
    lines: [
      { at: 2, who: 'teacher', says: 'We hebben gisteren hoofdstuk drie gelezen. Wat is je bijgebleven?' },
      { at: 12, who: 0, says: 'Dat de jongen de brief niet durfde open te maken.' },
      { at: 17, who: 'teacher', says: 'En waarom durfde hij dat niet, denk je?' },
      { at: 24, who: 5, says: 'Omdat hij bang was voor wat er in stond.' },
      { at: 29, who: 'teacher', says: 'Dank je. Wie wil daar iets aan toevoegen?' },
      { at: 38, who: 2, says: 'Ik zou hem samen met iemand openmaken.' },
      { at: 43, who: 'teacher', says: 'Dat is een mooie gedachte. Daar gaan we nu over schrijven.' },
    ],
    hands: [
      { pupil: 0, from: 7, to: 13 },
      { pupil: 5, from: 20, to: 25 },
      { pupil: 2, from: 32, to: 39 },
      { pupil: 3, from: 34, to: 40 },
    ],
    walk: [
      { at: 0, x: 760 },
      { at: 16, x: 760 },
      { at: 20, x: 520 },
      { at: 52, x: 520 },
    ],
  },
];
