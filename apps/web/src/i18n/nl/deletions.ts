export const words = {
  title: 'Verwijderde opnames',
  intro:
    'Van elke opname die is verwijderd, vind je hier het bewijs. De film zelf is weg, en komt ook uit een back-up niet terug.',
  empty: 'Er is nog geen opname van jou verwijderd.',
  toThem: 'Verwijderde opnames en hun bewijs',
  lesson: 'Les van {{day}}',
  call: 'Kijkgesprek van {{day}}',
  why: {
    owner: 'Jij vroeg erom, {{when}}.',
    term: 'De bewaartermijn was voorbij, {{when}}.',
    film_refused: 'De film kwam niet goed aan, {{when}}.',
    call_refused: 'Van het gesprek mocht niets worden bewaard, {{when}}.',
    erasure: 'Alles van de eigenaar is gewist, {{when}}.',
  },
  notYet: 'Nog niet alles is verwijderd. Niemand kan er meer bij, en het gaat vanzelf verder.',
  soon: 'Wordt nu verwijderd. Niemand kan er meer bij.',
  gone_one: '{{count}} bestand gewist. Vanaf {{day}} staat ook in geen enkele back-up nog een sleutel.',
  gone_other: '{{count}} bestanden gewist. Vanaf {{day}} staat ook in geen enkele back-up nog een sleutel.',
  stayed: 'Opmerkingen bij een leerdoel zijn daar als tekst gebleven.',
  pdf: 'Bewijs (PDF)',
  json: 'Bewijs (JSON)',
  of: '{{what}}, {{from}}',
  checkLink: 'Een bewijs controleren',
  check: {
    title: 'Klopt dit bewijs?',
    text: 'Kies het bewijs van verwijdering dat je kreeg, als PDF of JSON. Je hebt geen account nodig. Het bestand wordt alleen gecontroleerd en nergens bewaard.',
    file: 'Bewijs van verwijdering',
    choose: 'Kies een bestand',
    true: 'Dit bewijs klopt.',
    trueText: 'Deze school heeft het ondertekend, en er is niets aan veranderd. Dit staat erin:',
    doubt: {
      unreadable: 'Dit is geen bewijs van verwijdering.',
      unknown_key: 'Dit bewijs is niet hier ondertekend. Controleer het bij de school die het gaf.',
      changed: 'Dit bewijs klopt niet: er is iets in veranderd.',
    },
    school: 'School',
    recording: 'Opname',
    number: 'Nummer',
    reason: 'Waarom',
    reasons: {
      owner: 'De eigenaar vroeg erom',
      term: 'De bewaartermijn was voorbij',
      film_refused: 'De film kwam niet goed aan',
      call_refused: 'Van het gesprek mocht niets worden bewaard',
      erasure: 'Alles van de eigenaar is gewist',
    },
    ordered: 'Opdracht',
    keyDestroyed: 'Sleutel vernietigd',
    erased: 'Gewist',
    objects: 'Bestanden',
    backups: 'Geen sleutel in back-ups',
    from: 'vanaf {{day}}',
    logHash: 'Logboek tot nummer {{number}}',
    log: {
      there: 'Het logboek van wie heeft gekeken is tot dat nummer nog hetzelfde als toen.',
      changed: 'Let op: het logboek heeft bij dat nummer nu een andere controlecode. Vraag de school hoe dat kan.',
      gone: 'Let op: het logboek heeft dat nummer niet meer. Dat kan door een teruggezette back-up komen.',
    },
    keys: 'Zonder deze site controleren kan ook: de openbare sleutels',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    deletions: typeof words;
  }
}
