export const words = {
  appName: 'Lesblik',
  skipToContent: 'Naar de inhoud',
  nav: {
    label: 'Hoofdmenu',
    home: 'Begin',
    trajectories: 'Trajecten',
    lessons: 'Lessen',
    people: 'Mensen',
    account: 'Mijn account',
    accountMenu: 'Menu van {{name}}',
    signOut: 'Uitloggen',
    back: 'Terug',
  },
  language: { label: 'Taal', nl: 'Nederlands', en: 'English' },
  theme: { label: 'Licht of donker', auto: 'Zoals je apparaat', light: 'Licht', dark: 'Donker' },
  offline: 'Geen verbinding. Wat je typt blijft bewaard op dit apparaat.',
  offlineAct: 'Er is geen verbinding met de server. Er is niets verloren. Probeer het zo nog eens.',
  notFound: {
    title: 'Deze pagina is er niet',
    text: 'De pagina bestaat niet, of je mag hem niet zien.',
    home: 'Naar het begin',
  },
  broken: {
    title: 'Er ging iets mis op deze pagina',
    text: 'Wat je had bewaard is veilig. Laad de pagina opnieuw. Blijft het misgaan? Vertel het je beheerder.',
    reload: 'Opnieuw laden',
  },
  waiting: {
    loading: 'Even geduld, we halen je gegevens op.',
    long: 'Dit duurt langer dan normaal. Je kunt gewoon iets anders doen.',
    percent: '{{percent}}%',
    left: 'nog {{time}}',
  },
  retry: 'Probeer opnieuw',
  save: 'Opslaan',
  saved: 'Opgeslagen',
  cancel: 'Annuleren',
  close: 'Sluiten',
  add: 'Toevoegen',
  edit: 'Wijzigen',
  remove: 'Verwijderen',
  undo: 'Ongedaan maken',
  optional: 'mag leeg',
  more: 'Meer laten zien',
  yes: 'Ja',
  no: 'Nee',
  onlyYou: 'Alleen jij',
  messages: 'Meldingen',
  kinds: { compliment: 'Compliment', question: 'Vraag', suggestion: 'Suggestie', private: 'Privé' },
  goalBadge: 'Leerdoel {{number}}: {{title}}',
  units: {
    second_one: '{{count}} seconde',
    second_other: '{{count}} seconden',
    minute_one: '{{count}} minuut',
    minute_other: '{{count}} minuten',
    hour_one: '{{count}} uur',
    hour_other: '{{count}} uur',
  },
  fields: {
    required: 'Vul dit in.',
    email: 'Dit lijkt geen e-mailadres.',
    password: 'Kies minstens 10 tekens.',
    tooLong: 'Dit is te lang.',
    date: 'Kies een datum.',
    wrong: 'Dit klopt nog niet.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    common: typeof words;
  }
}
