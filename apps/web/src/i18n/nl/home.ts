export const words = {
  title: 'Dag {{name}}',
  turn: 'Jij bent aan zet ({{count}})',
  nothing: 'Er wacht nu niets op je.',
  lessons: 'Mijn lessen',
  allLessons: 'Alle lessen',
  sharedLessons: 'Gedeeld met mij',
  trajectories: 'Mijn trajecten',
  more: 'Nog {{count}} laten zien',
  administrator: 'Jij regelt wie meedoet. Wie je uitnodigt, kan lessen delen en een traject beginnen.',
  toPeople: 'Naar mensen',
  waiting: {
    new_comments_one: '{{count}} nieuwe opmerking bij {{title}}',
    new_comments_other: '{{count}} nieuwe opmerkingen bij {{title}}',
    lesson_to_review: 'Bekijk {{title}} van {{name}}, tot en met {{until}}',
    goal_proposal: '{{name}} stelt een leerdoel voor: {{title}}',
    goal_without_moment: 'Zoek een moment bij je leerdoel: {{title}}',
    recording_failed: '{{title}} kon niet worden klaargemaakt',
    request_for_you: '{{name}} vraagt een coach: {{title}}',
    request_without_coach: 'Nog geen coach voor {{title}}: vraag iemand anders',
    agreement_to_accept_one: '{{count}} werkafspraak wacht op jou bij {{title}}',
    agreement_to_accept_other: '{{count}} werkafspraken wachten op jou bij {{title}}',
    coach_change: '{{name}} stelt {{coach}} voor als coach van {{title}}',
    coach_asked: '{{name}} vraagt je als coach van {{coachee}}: {{title}}',
    coach_left: 'Kies een andere coach voor {{title}}: {{coach}} hoort niet meer bij de school',
    pick_time: '{{name}} stelt tijden voor bij {{title}}. Kies er een.',
    confirm_summary: '{{name}} is het eens met de samenvatting: {{title}}. Jij ook?',
    action_due: 'Je actie, uiterlijk {{when}}: {{what}}',
    action_late: 'Je actie is nog niet klaar (uiterlijk {{when}}): {{what}}',
    write_goals: 'Schrijf je leerdoelen op voor {{title}}',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    home: typeof words;
  }
}
