export const words = {
  title: 'Account beëindigen',
  intro: 'Je kunt je account beëindigen en alles van jou laten wissen. Dat kun je niet terugdraaien.',
  ask: 'Account beëindigen en alles wissen',
  noWayBack: 'Wat hier gewist wordt, komt niet terug. Ook niet uit een back-up.',
  noWayBackOf: 'Wat van {{name}} gewist wordt, komt niet terug. Ook niet uit een back-up.',
  goes: {
    lessons: 'Al je lessen worden verwijderd, met hun film en opmerkingen.',
    account: 'Je naam, e-mailadres, inlogsessies en instellingen verdwijnen, en wat alleen jij las.',
  },
  goesOf: {
    lessons: 'Alle lessen van deze persoon worden verwijderd, met hun film en opmerkingen.',
    account: 'Naam, e-mailadres, inlogsessies en instellingen verdwijnen, en wat alleen die persoon las.',
  },
  stays:
    'Wat anderen ook lezen, blijft staan zonder naam: opmerkingen bij hun lessen, trajecten en ondertekende verslagen. Ook opgenomen kijkgesprekken van anderen blijven, met beeld, stem en naam, tot hun eigenaar ze verwijdert of hun laatste dag voorbij is.',
  copyFirst: 'Eerst een kopie van mijn gegevens',
  password: 'Je wachtwoord',
  do: 'Alles wissen',
  erase: 'Alles wissen',
  eraseTitle: 'Alles van {{name}} wissen?',
  erased: 'Het account is beëindigd, en alles is gewist of wordt nu gewist.',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    erasure: typeof words;
  }
}
