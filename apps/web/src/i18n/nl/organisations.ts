export const words = {
  title: 'Mensen',
  intro: 'Jij regelt wie meedoet. Een les zie je hier nooit: die is van de leerkracht.',
  invite: 'Nodig iemand uit',
  members: 'Wie doet mee?',
  invitations: 'Uitgenodigd, doet nog niet mee',
  noOthers: 'Je bent nog alleen. Nodig collega’s en een coach uit; zij krijgen een mail met een link.',
  roles: { administrator: 'beheerder', member: 'medewerker', guest: 'gast' },
  roleHelp: {
    administrator: 'Regelt wie meedoet en hoeveel opslag er is. Ziet alleen een les als iemand die deelt.',
    member: 'Kan lessen toevoegen en delen, en een traject beginnen.',
    guest: 'Bijvoorbeeld een gastcoach. De toegang stopt vanzelf.',
  },
  name: 'Naam',
  email: 'E-mailadres',
  role: 'Rol',
  endsAt: 'Toegang tot en met',
  endsAtHint: 'Daarna kan deze persoon niet meer inloggen bij jouw school.',
  language: 'Taal van de mail',
  send: 'Stuur de uitnodiging',
  sent: 'De uitnodiging aan {{name}} is verstuurd.',
  open: '{{role}} · uitgenodigd op {{when}}, geldig tot en met {{until}}',
  withdraw: 'Trek in',
  withdrawOf: 'Trek in: de uitnodiging van {{name}}',
  withdrawn: 'De uitnodiging is ingetrokken.',
  you: '(jij)',
  until: 'tot en met {{day}}',
  change: 'Wijzig',
  changeOf: 'Wijzig de rol van {{name}}',
  changed: 'Aangepast.',
  remove: 'Verwijder uit de school',
  removeTitle: '{{name}} uit de school verwijderen?',
  removeText:
    '{{name}} kan dan niet meer bij lessen en trajecten van de school. Eigen lessen blijven van {{name}} en worden op hun bewaardatum verwijderd.',
  removed: '{{name}} hoort niet meer bij de school.',
  storage: 'Opslag',
  used: '{{used}} van {{quota}} in gebruik',
  recordings_one: '{{count}} opname',
  recordings_other: '{{count}} opnamen',
  almostFull: 'De opslag is bijna vol. Maak hem groter, of vraag collega’s om oude lessen te verwijderen.',
  school: 'School',
  schoolName: 'Naam van de school',
  quota: 'Opslag voor films, in GB',
  saved: 'Bewaard.',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    organisations: typeof words;
  }
}
