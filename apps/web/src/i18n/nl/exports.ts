export const words = {
  title: 'Mijn gegevens',
  section: {
    title: 'Je gegevens',
    text: 'Haal een kopie op van alles wat van jou is: je lessen met hun film, opmerkingen, leerdoelen, gesprekken en acties.',
    link: 'Naar mijn gegevens',
  },
  copy: 'Je kopie',
  nothing: 'Je hebt nog geen kopie.',
  none: 'Je krijgt één zip-bestand met alles wat van jou is. Je kunt intussen gewoon doorwerken.',
  make: 'Maak een kopie',
  makeNew: 'Maak een nieuwe kopie',
  again: 'Probeer opnieuw',
  waiting: 'Je kopie wacht op zijn beurt. Films die nog klaargemaakt worden gaan soms voor.',
  making: 'We maken je kopie.',
  leave: 'Je kunt deze pagina sluiten. Het gaat vanzelf verder.',
  filmsDone_one: '{{done}} van {{count}} film',
  filmsDone_other: '{{done}} van {{count}} films',
  documents: 'Nu de opmerkingen, leerdoelen en gesprekken',
  stop: 'Stop ermee',
  stopped: 'Gestopt. Er is niets bewaard gebleven.',
  ready: 'Je kopie is klaar.',
  size: '{{size}}, gemaakt op {{when}}.',
  until: 'Je kunt hem ophalen tot {{when}}. Daarna verwijderen we hem.',
  download: 'Haal de kopie op',
  removeNow: 'Verwijder de kopie nu',
  removed: 'De kopie is verwijderd.',
  replaces: 'Een nieuwe kopie komt in de plaats van deze.',
  care: 'Op de films staan misschien leerlingen. Bewaar het bestand veilig en gooi het weg als je het niet meer nodig hebt.',
  falls:
    'Verwijder je een les, of eindigt je toegang tot een les die erin voorkomt? Dan verwijderen we deze kopie meteen. Haal hem dus eerst op.',
  failed: 'De kopie maken is niet gelukt.',
  noRoom: 'De server heeft niet genoeg ruimte voor je kopie. Vertel het je beheerder, en probeer het later opnieuw.',
  held: 'Het maken van je kopie wacht even: de opslag geeft nu geen antwoord.',
  ended: {
    by_person: 'Je hebt deze kopie verwijderd.',
    replaced: 'Er kwam een nieuwe kopie in de plaats.',
    expired: 'Deze kopie was te oud en is verwijderd.',
    outdated:
      'Deze kopie is verwijderd. Er zat iets in dat er niet meer is, of dat je niet meer mag zien. Maak een nieuwe.',
  },
  inside: {
    title: 'Wat zit erin',
    lessons: 'Je lessen: de film zoals je hem hebt geüpload, en wie er heeft gekeken.',
    comments: 'Alle opmerkingen bij je lessen die jij mag lezen, met de naam van wie ze schreef.',
    othersComments: 'Jouw opmerkingen bij lessen die anderen nu met je delen.',
    trajectories: 'Je trajecten: leerdoelen, afspraken, gesprekken, wat jij voorbereidde, acties en het verslag.',
    coaching: 'Ben je coach? Dan wat je zelf schreef, en de samenvattingen waar jullie het over eens waren.',
    you: 'Wat Lesblik over jou bewaart: je account, je scholen en waar je bent ingelogd.',
  },
  outside: {
    title: 'Wat zit er niet in',
    private: 'Lessen van anderen, en opmerkingen die alleen een ander mag lezen.',
    preparations: 'Wat een ander voorbereidde voor een gesprek.',
    ended: 'Jouw opmerkingen bij lessen die niet meer met je worden gedeeld.',
  },
  forms: {
    title: 'Hoe lees je het',
    text: 'Je leest de tabellen (CSV) in een rekenblad en speelt de films gewoon af. De opmerkingen kun je er als ondertitels (WebVTT) bij zetten. Voor programma’s is er JSON en Web Annotation (W3C).',
    schema: 'Wat elk veld in het JSON-bestand betekent',
  },
  earlier: 'Eerdere kopieën',
  earlierAsked: 'Gevraagd op {{when}}',
  downloaded: 'Opgehaald op {{when}} {{device}}.',
  device: { phone: 'op een telefoon', tablet: 'op een tablet', computer: 'op een computer' },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    exports: typeof words;
  }
}
