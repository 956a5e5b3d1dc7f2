import type { Language } from '@lesblik/shared/common';

const nl = {
  yes: 'ja',
  no: 'nee',
  private: 'privé',
  reply: 'antwoord',
  deletedLesson: 'les die is verwijderd',
  kinds: { compliment: 'Compliment', question: 'Vraag', suggestion: 'Suggestie' },
  commentsOn: 'Opmerkingen bij',
  talkKinds: { intake: 'kennismaking', goals: 'leerdoelen', coaching: 'coaching', final_evaluation: 'slotevaluatie' },
  talkStates: { proposed: 'voorgesteld', planned: 'gepland', held: 'gehouden', cancelled: 'afgezegd' },
  log: {
    ...{ created: 'gemaakt', uploaded: 'geüpload', opened: 'geopend', played: 'gekeken', loaded: 'geladen' },
    ...{ downloaded: 'gedownload', granted: 'gedeeld', grant_changed: 'toegang veranderd', withdrawn: 'ingetrokken' },
    ...{ refused: 'geweigerd', described: 'gegevens veranderd', trimmed: 'bijgesneden', deleted: 'verwijderd' },
    ...{
      hiding_used: 'stukken verborgen',
      hiding_removed: 'niets meer verborgen',
      recorded_in_call: 'opgenomen in een gesprek',
    },
    ...{ held: 'vastgehouden, omdat de wet dat vraagt', hold_ended: 'losgelaten' },
  },
  heads: {
    lessons: [
      'les',
      'dag',
      'groep',
      'school',
      'lengte',
      'bewaard tot',
      'gedeeld met',
      'opmerkingen',
      'film',
      'SHA-256',
    ],
    comments: [
      ...['les', 'dag van de les', 'van', 'tot', 'soort', 'door', 'opmerking', 'antwoord op', 'leerdoelen', 'privé'],
      ...['afgevinkt', 'geschreven', 'gewijzigd', 'id'],
    ],
    log: ['les', 'wanneer', 'wat', 'wie', 'over wie', 'van', 'tot', 'toegang tot', 'meer', 'apparaat'],
    goals: [
      ...[
        'traject',
        'nummer',
        'leerdoel',
        'wat wil ik',
        'hoe is het nu',
        'wat zit in de weg',
        'wat helpt',
        'waaraan zie je het',
      ],
      ...['-2', '-1', '0', '+1', '+2', 'opgeborgen'],
    ],
    ratings: ['traject', 'leerdoel', 'door', 'als', 'wanneer', 'stap', 'woorden bij de stap', 'waaraan je het ziet'],
    talks: ['traject', 'soort', 'gesprek', 'stand', 'begin', 'minuten', 'plaats', 'gehouden', 'samenvatting'],
    actions: ['traject', 'wat', 'wie', 'voor', 'gedaan', 'hoe het ging'],
  },
  readMe: {
    title: 'Alles wat van jou is in Lesblik',
    of: 'Van',
    madeAt: 'Gemaakt op',
    inside: 'Wat zit erin',
    outside: 'Wat zit er niet in',
    lines: {
      data: 'alles behalve de films, om met een programma te lezen; wat elk veld betekent staat in',
      lessons: 'een map per les, met de film zoals je hem hebt geüpload',
      vtt: 'de opmerkingen als ondertitels (WebVTT): open ze in je filmspeler bij de film',
      annotations: 'dezelfde opmerkingen volgens de W3C-norm Web Annotation, voor andere programma’s',
      tables:
        'tabellen voor een rekenblad. Staat er een apostrof voor een tekst? Die houdt tegen dat het rekenblad de tekst als formule leest.',
      reports: 'de verslagen die je ondertekende',
      othersLessons: 'jouw opmerkingen bij lessen die anderen nu met je delen',
    },
    missing: {
      not_whole: 'De film was nog niet helemaal binnen.',
      damaged: 'De film is beschadigd opgeslagen. Vertel het je beheerder.',
      missing: 'De film ligt niet meer in de opslag. Vertel het je beheerder.',
    },
    ownComments_one: 'Eén opmerking van jou staat bij een les die niet meer met je wordt gedeeld. Die zit er niet in.',
    ownComments_other:
      'opmerkingen van jou staan bij lessen die niet meer met je worden gedeeld. Die zitten er niet in.',
    never: [
      'Lessen van anderen, privéopmerkingen van anderen, en opmerkingen die nog verzegeld zijn.',
      'Wat anderen voorbereidden voor een gesprek. Van een traject waarin je coach bent: alleen wat je zelf schreef, en de samenvattingen waar jullie het over eens waren.',
      'Wachtwoorden, sleutels en inlogcodes.',
    ],
    care: 'Op de films staan misschien leerlingen. Bewaar dit bestand veilig en gooi het weg als je het niet meer nodig hebt.',
  },
};

type Words = typeof nl;

const en: Words = {
  yes: 'yes',
  no: 'no',
  private: 'private',
  reply: 'reply',
  deletedLesson: 'lesson that was deleted',
  kinds: { compliment: 'Compliment', question: 'Question', suggestion: 'Suggestion' },
  commentsOn: 'Comments on',
  talkKinds: { intake: 'intake', goals: 'goals', coaching: 'coaching', final_evaluation: 'final evaluation' },
  talkStates: { proposed: 'proposed', planned: 'planned', held: 'held', cancelled: 'cancelled' },
  log: {
    ...{ created: 'created', uploaded: 'uploaded', opened: 'opened', played: 'played', loaded: 'loaded' },
    ...{ downloaded: 'downloaded', granted: 'shared', grant_changed: 'access changed', withdrawn: 'withdrawn' },
    ...{ refused: 'refused', described: 'description changed', trimmed: 'trimmed', deleted: 'deleted' },
    ...{
      hiding_used: 'pieces hidden',
      hiding_removed: 'nothing hidden any more',
      recorded_in_call: 'recorded in a call',
    },
    ...{ held: 'held, because the law asks for it', hold_ended: 'let go' },
  },
  heads: {
    lessons: ['lesson', 'day', 'group', 'school', 'length', 'kept until', 'shared with', 'comments', 'film', 'SHA-256'],
    comments: [
      ...['lesson', 'day of the lesson', 'from', 'to', 'kind', 'by', 'comment', 'answers', 'learning goals', 'private'],
      ...['done', 'written', 'edited', 'id'],
    ],
    log: ['lesson', 'when', 'what', 'who', 'about whom', 'from', 'to', 'access until', 'more', 'device'],
    goals: [
      ...[
        'trajectory',
        'number',
        'learning goal',
        'what do I want',
        'where am I now',
        'what is in the way',
        'what helps',
      ],
      ...['how will we see it', '-2', '-1', '0', '+1', '+2', 'archived'],
    ],
    ratings: ['trajectory', 'learning goal', 'by', 'as', 'when', 'step', 'words of the step', 'what shows it'],
    talks: ['trajectory', 'kind', 'talk', 'state', 'starts', 'minutes', 'place', 'held', 'summary'],
    actions: ['trajectory', 'what', 'who', 'due', 'done', 'how it went'],
  },
  readMe: {
    title: 'Everything of yours in Lesblik',
    of: 'Of',
    madeAt: 'Made on',
    inside: 'What is in it',
    outside: 'What is not in it',
    lines: {
      data: 'everything but the films, for a program to read; what each field means stands in',
      lessons: 'a folder for each lesson, with the film as you uploaded it',
      vtt: 'the comments as subtitles (WebVTT): open them beside the film in your player',
      annotations: 'the same comments after the W3C’s Web Annotation standard, for other programs',
      tables:
        'tables for a spreadsheet. An apostrophe before a text keeps the spreadsheet from reading it as a formula.',
      reports: 'the reports that you signed',
      othersLessons: 'your comments on lessons that others share with you now',
    },
    missing: {
      not_whole: 'The film had not arrived whole.',
      damaged: 'The stored film is damaged. Tell your administrator.',
      missing: 'The film is not in the storage any more. Tell your administrator.',
    },
    ownComments_one: 'One comment of yours is on a lesson that is not shared with you any more. It is not in here.',
    ownComments_other: 'comments of yours are on lessons that are not shared with you any more. They are not in here.',
    never: [
      'Lessons of others, private comments of others, and comments that are still sealed.',
      'What others prepared for a talk. Of a trajectory in which you are the coach: only what you wrote yourself, and the summaries that both of you agreed with.',
      'Passwords, keys and sign-in codes.',
    ],
    care: 'Pupils may be in the films. Keep this file safe, and delete it when you need it no longer.',
  },
};

/** Words inside the files of an archive. */
export const wordsIn = (language: Language): Words => (language === 'nl' ? nl : en);
export type ArchiveWords = Words;
