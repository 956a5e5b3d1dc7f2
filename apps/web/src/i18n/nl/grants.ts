export const words = {
  title: 'Met wie deel je deze les?',
  share: 'Delen',
  onlyYou: 'Alleen jij kunt deze les zien.',
  nowShared_one: 'Behalve jij kan nu {{count}} persoon deze les zien.',
  nowShared_other: 'Behalve jij kunnen nu {{count}} mensen deze les zien.',
  add: 'Deel met iemand',
  person: 'Met wie?',
  choosePerson: 'Kies iemand van je school',
  nobody: 'Er is niemand meer om mee te delen. Je beheerder kan mensen uitnodigen.',
  may: 'Wat mag die persoon?',
  watch: 'Kijken',
  watchComment: 'Kijken en opmerkingen maken',
  until: 'Tot en met',
  untilHint: 'Daarna stopt het vanzelf.',
  confirm: '{{name}} kan deze les zien tot en met {{day}}.',
  confirmComment: '{{name}} kan deze les zien en opmerkingen maken tot en met {{day}}.',
  lackOutside:
    'Dit kan niet: {{name}} komt van buiten de school, en daarvoor is geen toestemming voor {{pupils}}. Er is niets gedeeld. Is die leerling niet in beeld? Zeg dat bij ‘Over deze les’.',
  lackInside:
    'Dit kan niet: er is geen toestemming of wel bezwaar voor {{pupils}}. Er is niets gedeeld. Is die leerling niet in beeld? Zeg dat bij ‘Over deze les’.',
  give: 'Deel de les',
  given: '{{name}} kan deze les nu zien, tot en met {{day}}.',
  changed: 'Aangepast voor {{name}}.',
  withdraw: 'Trek in',
  withdrawOf: 'Trek in: de toegang van {{name}}',
  withdrawHelp: 'Intrekken werkt meteen, ook als iemand op dat moment kijkt. Je kunt de les later opnieuw delen.',
  withdrawn: '{{name}} kan deze les niet meer zien.',
  row: 'kan {{what}} tot en met {{day}}',
  rowWatch: 'kijken',
  rowComment: 'kijken en opmerkingen maken',
  untilOf: 'Tot en met, voor {{name}}',
  mayOf: 'Wat {{name}} mag',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    grants: typeof words;
  }
}
