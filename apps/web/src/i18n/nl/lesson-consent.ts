/** What is said of consent where a lesson is looked at; `class-lists` is of the pages of the lists. */
export const words = {
  purposes: { inside: 'Begeleiding op school', institute: 'Opleiding', outside: 'Buiten de school' },
  field: {
    label: 'Welke klassenlijst?',
    hint: 'Zo weten we van wie er toestemming nodig is. Lijsten maak je bij Lessen, Klassenlijsten.',
    unknown: 'Nog geen lijst',
    theirs: 'De lijst die je overdroeg',
    nobody: 'Er is geen leerling in beeld of te horen',
  },
  lesson: {
    title: 'Voor wie mag deze les?',
    list: 'Klassenlijst: {{name}}',
    nobody: 'Er is geen leerling in beeld of te horen.',
    open: 'mag',
    class_list_missing: 'mag nog niet. Kies eerst een klassenlijst met leerlingen, bij Wijzig.',
    pupils_lack_consent: 'mag niet',
    lacking: 'Geen toestemming voor: {{names}}',
    download_institute: 'Download voor een opleiding',
    download_outside: 'Download voor iemand buiten de school',
    mark: 'Wie is niet in beeld?',
    absent: 'Wie is niet in beeld en niet te horen?',
    absentHint: 'Voor deze leerlingen is bij deze les geen toestemming nodig. Kijk de les eerst na.',
    marked: 'Opgeslagen. We keken opnieuw voor wie de les mag.',
  },
  call: {
    title: 'Voor wie mag deze opname?',
    shows:
      'In dit gesprek speelde een les, en die zie en hoor je ook in de opname. Wat voor die les geldt, geldt hier ook:',
    deleted: 'Een les die je hebt verwijderd',
    class_list_missing: 'mag nog niet. De les die erin speelt, heeft geen klassenlijst met leerlingen.',
    also: 'Deze les speelde in kijkgesprekken die zijn opgenomen. In die opnamen blijft de les te zien. Moet hij echt weg, verwijder ze dan ook:',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'lesson-consent': typeof words;
  }
}
