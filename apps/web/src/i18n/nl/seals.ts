export const words = {
  begin: 'Eerst apart kijken',
  about:
    'Jij en {{name}} schrijven elk je eigen opmerkingen. Die van de ander zie je pas als jullie allebei klaar zijn. Ook wat er al staat gaat zolang dicht, behalve waar een ander op antwoordde. Van wie de les is, kan alles eerder openmaken.',
  start: 'Kijk apart met {{name}}',
  closed: 'Jullie kijken apart: jij en {{name}} zien elkaars opmerkingen nog niet.',
  since: '{{name}} begon op {{at}}.',
  theyLook: '{{name}} is nog niet klaar.',
  theyDone: '{{name}} is klaar sinds {{at}}.',
  youDone: 'Jij bent klaar sinds {{at}}.',
  done: 'Ik ben klaar',
  notYet: 'Toch nog niet klaar',
  gone: '{{name}} kan deze les niet meer zien. Jij kunt de opmerkingen openmaken.',
  early: 'Nu al openmaken',
  earlyAbout: 'Jij en {{name}} lezen dan meteen alles van elkaar. Dit kun je niet terugdraaien.',
  open: 'Maak alles open',
  opened: 'Jullie keken apart. Sinds {{at}} staan jullie opmerkingen open.',
  openedYou: 'Jullie keken apart. Jij maakte de opmerkingen eerder open, op {{at}}.',
  openedBy: 'Jullie keken apart. {{name}} maakte de opmerkingen eerder open, op {{at}}.',
  compare: 'Vergelijk',
  back: 'Terug naar de opmerkingen',
  near: 'Dichtbij is:',
  seconds_zero: 'precies daar',
  seconds_one: 'binnen {{count}} seconde',
  seconds_other: 'binnen {{count}} seconden',
  both: 'Allebei',
  mine: 'Alleen jij',
  theirs: 'Alleen {{name}}',
  you: 'Jij',
  none: 'Niets.',
  goals: 'Leerdoelen',
  goalMine: 'Leerdoel dat alleen jij noemde:',
  goalTheirs: 'Leerdoel dat alleen {{name}} noemde:',
  sameGoals: 'Jullie noemden dezelfde leerdoelen.',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    seals: typeof words;
  }
}
