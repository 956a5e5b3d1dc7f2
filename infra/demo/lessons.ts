/** What is said and done in the lessons of the demo. Times in seconds. */
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
  {
    file: 'aan-het-woord.mp4',
    seconds: 38,
    wall: '#dcd6e3',
    board: [
      { at: 0, lines: ['Taal', 'Een ander woord: lopen'] },
      { at: 20, lines: ['Taal', 'slenteren, sluipen'] },
    ],
    lines: [
      { at: 2, who: 'teacher', says: 'Wie weet een ander woord voor lopen? Schrijf er eerst allemaal een op.' },
      { at: 13, who: 'teacher', says: 'Sanne, welk woord heb jij opgeschreven?' },
      { at: 17, who: 4, says: 'Slenteren.' },
      { at: 20, who: 'teacher', says: 'Slenteren. En wat is het verschil met sluipen?' },
      { at: 27, who: 'teacher', says: 'Ja, jij steekt je vinger op.' },
      { at: 30, who: 1, says: 'Sluipen doe je heel zachtjes.' },
      { at: 34, who: 'teacher', says: 'Doe het maar eens voor.' },
    ],
    hands: [
      { pupil: 1, from: 23, to: 31 },
      { pupil: 3, from: 25, to: 31 },
    ],
    walk: [
      { at: 0, x: 640 },
      { at: 8, x: 640 },
      { at: 12, x: 820 },
      { at: 38, x: 820 },
    ],
  },
  {
    file: 'rustige-start.mp4',
    seconds: 36,
    wall: '#e3dccb',
    board: [
      { at: 0, lines: ['Na de pauze', '1. pak je boek', '2. lees bladzijde 12'] },
      { at: 26, lines: ['Na de pauze', 'Wat heb je gelezen?'] },
    ],
    lines: [
      { at: 2, who: 'teacher', says: 'Welkom terug. Op het bord staat wat je gaat doen.' },
      { at: 14, who: 'teacher', says: 'Fijn, iedereen is begonnen.' },
      { at: 20, who: 2, says: 'Mag ik bij het raam zitten?' },
      { at: 23, who: 'teacher', says: 'Fleur, straks mag dat. Lees eerst je bladzijde.' },
      { at: 30, who: 'teacher', says: 'Wie kan vertellen waar het over gaat?' },
    ],
    hands: [
      { pupil: 2, from: 17, to: 23 },
      { pupil: 0, from: 32, to: 36 },
      { pupil: 5, from: 33, to: 36 },
    ],
    walk: [
      { at: 0, x: 960 },
      { at: 5, x: 960 },
      { at: 10, x: 560 },
      { at: 36, x: 560 },
    ],
  },
  {
    file: 'doorpraten.mp4',
    seconds: 30,
    wall: '#d8dfe6',
    board: [{ at: 0, lines: ['Praten', 'Is eerlijk altijd beter?'] }],
    lines: [
      { at: 2, who: 'teacher', says: 'Is het altijd beter om eerlijk te zijn? Wie begint?' },
      { at: 9, who: 2, says: 'Nee, soms maak je iemand verdrietig.' },
      { at: 13, who: 'teacher', says: 'Wie wil daarop reageren?' },
      { at: 19, who: 4, says: 'Ik vind van wel. Anders weet je het nooit.' },
      { at: 24, who: 'teacher', says: 'Dank je wel. Dan gaan we naar de volgende vraag.' },
    ],
    hands: [
      { pupil: 2, from: 5, to: 10 },
      { pupil: 4, from: 15, to: 20 },
      { pupil: 0, from: 22, to: 27 },
    ],
    walk: [
      { at: 0, x: 480 },
      { at: 11, x: 480 },
      { at: 15, x: 760 },
      { at: 30, x: 760 },
    ],
  },
];
