export const words = {
  title: 'Dag {{name}}',
  turn: 'Jij bent aan zet ({{count}})',
  nothing: 'Er wacht nu niets op je.',
  lessons: 'Mijn lessen',
  allLessons: 'Alle lessen',
  sharedLessons: 'Gedeeld met mij',
  trajectories: 'Mijn trajecten',
  more: 'Nog {{count}} laten zien',
  notShared: {
    title: 'Deze les kun je niet zien',
    text: 'De les bestaat niet, of is niet met je gedeeld. Deelt iemand hem met je? Dan opent hij hier vanzelf.',
  },
  running: {
    label: 'Kijkgesprekken die nu bezig zijn',
    now: 'Nu bezig: ‘{{title}}’',
    who_one: '{{names}} is er al.',
    who_other: '{{names}} zijn er al.',
    you: 'Jij bent er al, op een ander apparaat of tabblad.',
    join: 'Doe mee',
  },
  waiting: {
    new_comments_one: '{{count}} nieuwe opmerking bij ‘{{title}}’',
    new_comments_other: '{{count}} nieuwe opmerkingen bij ‘{{title}}’',
    lesson_to_review: 'Bekijk ‘{{title}}’ van {{name}}, uiterlijk {{until}}',
    goal_proposal: '{{name}} stelt een leerdoel voor: ‘{{title}}’',
    goal_without_moment: 'Zoek een moment bij je leerdoel ‘{{title}}’',
    recording_failed: '‘{{title}}’ kon niet worden klaargemaakt',
    request_for_you: '{{name}} vraagt om een coach voor ‘{{title}}’',
    request_without_coach: 'Nog geen coach voor ‘{{title}}’. Vraag iemand anders.',
    agreement_to_accept_one: 'Bekijk {{count}} werkafspraak in ‘{{title}}’',
    agreement_to_accept_other: 'Bekijk {{count}} werkafspraken in ‘{{title}}’',
    coach_change: '{{name}} stelt {{coach}} voor als coach in ‘{{title}}’',
    coach_asked: '{{name}} vraagt of jij {{coachee}} wilt coachen in ‘{{title}}’',
    coach_left: 'Kies een andere coach voor ‘{{title}}’. {{coach}} hoort niet meer bij de school.',
    pick_time: 'Kies een tijd voor ‘{{title}}’. {{name}} deed een voorstel.',
    confirm_summary: '{{name}} is het eens met de samenvatting van ‘{{title}}’. Jij ook?',
    action_due: 'Je actie, uiterlijk {{when}}: ‘{{what}}’',
    action_late: 'Je actie is nog niet klaar (uiterlijk {{when}}): ‘{{what}}’',
    look_apart: 'Jij en {{name}} kijken apart naar ‘{{title}}’. Schrijf je opmerkingen.',
    look_apart_done: '{{name}} is klaar met apart kijken naar ‘{{title}}’. Jij ook?',
    report_suggested_one: '{{name}} stelt andere woorden voor in je slotevaluatie van ‘{{title}}’',
    report_suggested_other: '{{name}} doet {{count}} voorstellen voor je slotevaluatie van ‘{{title}}’',
    make_contact: 'Praat met opdrachtgever en leidinggevende over ‘{{title}}’',
    estimate_talks: 'Schat hoeveel gesprekken het worden voor ‘{{title}}’',
    start_intake: 'Begin de kennismaking met {{name}} voor ‘{{title}}’',
    settle_agreements_one: 'Maak nog {{count}} werkafspraak voor ‘{{title}}’',
    settle_agreements_other: 'Maak nog {{count}} werkafspraken voor ‘{{title}}’',
    start_goals: 'De werkafspraken voor ‘{{title}}’ staan. Ga door naar de doelen.',
    write_goals: 'Schrijf je leerdoelen op voor ‘{{title}}’',
    share_first_lesson: 'Voeg een les toe aan ‘{{title}}’ en deel hem met {{name}}',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    home: typeof words;
  }
}
