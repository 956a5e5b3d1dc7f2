export const words = {
  title: 'Wie heeft gekeken',
  back: 'Lessen',
  intro: 'Hier staat alles wat er met deze les gebeurde. Alleen jij ziet dit.',
  introAll: 'Hier staat alles wat er met jouw lessen gebeurde. Alleen jij ziet dit.',
  empty: 'Er is nog niets gebeurd.',
  nothingFound: 'Niets gevonden. Zoek iets anders, of wis wat je koos.',
  words: 'Zoek op naam of woord',
  person: 'Wie',
  everybody: 'Iedereen',
  filter: 'Wat',
  all: 'Alles',
  from: 'Vanaf',
  to: 'Tot en met',
  clear: 'Wis wat ik koos',
  download: 'Download als tabel',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'audit-log': typeof words;
  }
}
