export const words = {
  title: 'Sjablonen voor trajecten',
  intro: 'Een coach kan met een sjabloon beginnen. Wijzig je er een, dan blijven lopende trajecten zoals ze zijn.',
  link: 'Sjablonen voor trajecten',
  add: 'Maak een sjabloon',
  edit: 'Wijzig',
  editOf: 'Wijzig {{name}}',
  name: 'Naam',
  talks: 'Aantal gesprekken',
  months: 'Aantal maanden',
  way: 'Werkwijze',
  line: '{{talks}} in {{months}}',
  talkCount_one: '{{count}} gesprek',
  talkCount_other: '{{count}} gesprekken',
  monthCount_one: '{{count}} maand',
  monthCount_other: '{{count}} maanden',
  saved: 'Het sjabloon is bewaard.',
  archive: 'Berg op',
  archiveOf: 'Berg op: {{name}}',
  archived: 'Opgeborgen sjablonen',
  archivedDone: 'Het sjabloon is opgeborgen.',
  restore: 'Zet terug',
  restoreOf: 'Zet terug: {{name}}',
  restored: 'Het sjabloon staat weer op de lijst.',
  original: 'Maak weer zoals het was',
  originalOf: 'Maak weer zoals het was: {{name}}',
  builtin: {
    three_talks: {
      name: 'Drie gesprekken',
      way: 'Drie gesprekken van een uur, met bij elk gesprek een moment uit een eigen les.',
    },
    five_talks: {
      name: 'Vijf gesprekken',
      way: 'Vijf gesprekken van een uur. Voor elk gesprek kijken we een eigen les terug.',
    },
    progress_talks: {
      name: 'Drie voortgangsgesprekken per jaar',
      way: 'In het najaar, de winter en het voorjaar een gesprek over de leerdoelen.',
    },
    video_cycles: {
      name: 'Zes tot negen videorondes per jaar',
      way: 'Korte rondes: een les opnemen, apart kijken, samen een halfuur bespreken, één actie kiezen.',
    },
    ten_talks: {
      name: 'Tien gesprekken in negen maanden',
      way: 'Ongeveer elke maand een gesprek, met tussendoor een les om samen terug te kijken.',
    },
  },
  pairs: {
    title: 'Wie coacht wie?',
    intro: 'Alleen namen en data. Van een traject zelf zie je niets.',
    none: 'Er loopt nu geen traject. Een coach of een coachee begint er een bij Trajecten.',
    line: '{{coach}} coacht {{coachee}}, tot en met {{day}}',
    left: '{{name}} hoort niet meer bij de school',
    replace: 'Kies een andere coach',
    replaceOf: 'Kies een andere coach voor {{name}}',
    withdrawOf: 'Trek terug: de vraag om {{name}} te coachen',
    who: 'Wie wordt de coach?',
    do: 'Stel deze coach voor',
    asked: '{{name}} is gevraagd en moet nog antwoorden',
    open: '{{name}} is voorgesteld. {{coachee}} moet daar nog ja op zeggen.',
    wishedLeft: '{{name}} zou de coach worden, maar hoort niet meer bij de school. Kies een ander.',
    done: '{{name}} is voorgesteld.',
    note: 'Eerst zegt {{name}} ja, dan de nieuwe coach. Daarna ziet de vorige meteen niets meer van dit traject.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    templates: typeof words;
  }
}
