export const words = {
  title: 'Wie heeft gekeken',
  intro: 'Hier staat alles wat er met deze les gebeurde. Alleen jij ziet dit.',
  empty: 'Er is nog niets gebeurd met deze les.',
  filter: 'Laat zien',
  all: 'Alles',
  you: 'Jij',
  nobody: 'Iemand die niet was ingelogd',
  device: { phone: 'op een telefoon', tablet: 'op een tablet', computer: 'op een computer' },
  kinds: {
    created: 'Gemaakt',
    uploaded: 'Geüpload',
    opened: 'Geopend',
    played: 'Gekeken',
    loaded: 'Geladen',
    downloaded: 'Gedownload',
    granted: 'Gedeeld',
    grant_changed: 'Toegang veranderd',
    withdrawn: 'Ingetrokken',
    refused: 'Geweigerd',
    described: 'Gegevens veranderd',
    deleted: 'Verwijderd',
    held: 'Vastgehouden',
    hold_ended: 'Losgelaten',
  },
  sentences: {
    created: '{{actor}} maakte deze les.',
    uploaded: '{{actor}} uploadde de film.',
    opened: '{{actor}} opende de les {{device}}.',
    played: '{{actor}} keek van {{from}} tot {{to}} {{device}}.',
    loaded: '{{actor}} laadde {{from}} tot {{to}} {{device}}. Of dat stuk is bekeken, weten we niet.',
    downloaded: '{{actor}} downloadde het origineel {{device}}.',
    downloaded_export: '{{actor}} haalde een kopie op van alle eigen gegevens, met deze film erin, {{device}}.',
    granted: '{{actor}} deelde de les met {{subject}}.',
    granted_until: '{{actor}} deelde de les met {{subject}}, tot en met {{until}}.',
    grant_changed: '{{actor}} veranderde de toegang van {{subject}}.',
    grant_changed_until: '{{actor}} veranderde de toegang van {{subject}}, nu tot en met {{until}}.',
    withdrawn: '{{actor}} trok de toegang van {{subject}} in.',
    refused: '{{actor}} probeerde de les te bekijken en kwam er niet in.',
    described: '{{actor}} veranderde de gegevens van de les.',
    deleted: '{{actor}} verwijderde de les.',
    held: '{{actor}} hield de les vast, omdat de wet dat vraagt. Niemand kan hem er beter door zien.',
    hold_ended: '{{actor}} liet de les weer los.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'audit-log': typeof words;
  }
}
