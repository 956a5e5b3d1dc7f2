import { type LetterWords, say } from './letter-say.ts';

export const nl: LetterWords = {
  talk_offered: [
    'Voorgestelde tijden',
    () => ({
      subject: 'Kies een tijd voor een gesprek',
      says: 'Er zijn tijden voorgesteld voor een gesprek.',
      go: 'Kies er hier een:',
    }),
  ],
  talk_planned: ['Gekozen tijden', (when) => say(`Het gesprek is op ${when}`, 'Je bereidt het hier voor:')],
  talk_cancelled: [
    'Afgezegde gesprekken',
    (when) =>
      say(
        when === '' ? 'Een voorgesteld gesprek gaat niet door' : `Het gesprek op ${when} gaat niet door`,
        'Meer lees je hier:',
      ),
  ],
  talk_in_a_day: [
    'Herinnering een dag voor een gesprek',
    (when) => ({
      subject: `Gesprek op ${when}`,
      says: `Je hebt een gesprek op ${when}.`,
      go: 'Voorbereiden, verzetten of afzeggen doe je hier:',
    }),
  ],
  talk_in_an_hour: [
    'Herinnering een uur voor een gesprek',
    (when) => ({
      subject: `Gesprek op ${when}`,
      says: `Je hebt een gesprek op ${when}.`,
      go: 'Je vindt het hier:',
    }),
  ],
  preparation_released: [
    'Voorbereidingen van een gesprek',
    () => say('Je kunt een voorbereiding van een gesprek lezen', 'Je leest hem hier:'),
  ],
  summary_to_confirm: [
    'Samenvattingen',
    () => ({
      subject: 'Een samenvatting wacht op jou',
      says: 'Een samenvatting wacht op jou. Ben jij het er ook mee eens?',
      go: 'Je leest hem hier:',
    }),
  ],
  call_invited: [
    'Uitnodigingen voor een kijkgesprek',
    () => say('Je bent uitgenodigd voor een kijkgesprek', 'Je vindt het hier:'),
  ],
  lesson_shared: ['Gedeelde lessen', () => say('Er is een les met je gedeeld', 'Je bekijkt hem hier:')],
  comment_added: [
    'Nieuwe opmerkingen',
    (_, count) =>
      count === 1
        ? say('Er is een nieuwe opmerking bij een les', 'Je leest hem hier:')
        : say(`Er zijn ${count} nieuwe opmerkingen bij een les`, 'Je leest ze hier:'),
  ],
  comment_replied: [
    'Antwoorden op opmerkingen',
    (_, count) =>
      count === 1
        ? say('Er is een antwoord op een opmerking bij een les', 'Je leest het hier:')
        : say(`Er zijn ${count} antwoorden op opmerkingen bij een les`, 'Je leest ze hier:'),
  ],
  mentioned: [
    'Opmerkingen waarin je genoemd bent',
    (_, count) =>
      count === 1
        ? say('Je bent genoemd in een opmerking', 'Je leest hem hier:')
        : say(`Je bent genoemd in ${count} opmerkingen`, 'Je leest ze hier:'),
  ],
  seal_begun: [
    'Apart kijken',
    () => ({
      subject: 'Bij een les is gekozen voor apart kijken',
      says: 'Bij een les is gekozen voor apart kijken. Je ziet elkaars opmerkingen nog niet.',
      go: 'Je kijkt hier:',
    }),
  ],
  seal_opened: ['Opmerkingen na apart kijken', () => say('De opmerkingen bij een les zijn open', 'Je leest ze hier:')],
  lesson_ends: [
    'Lessen die binnenkort worden verwijderd',
    (_, count) =>
      count === 1
        ? say('Een les van jou wordt binnenkort verwijderd', 'Je bekijkt of downloadt hem hier:')
        : say(`${count} lessen van jou worden binnenkort verwijderd`, 'Je bekijkt of downloadt ze hier:'),
  ],
  lessons_held: [
    'Lessen die niet weg mogen',
    () => say('Lessen van jou mogen nu niet worden verwijderd, omdat de wet dat vraagt', 'Je leest hier waarom:'),
  ],
  request_filed: ['Aanvragen', () => say('Er is een aanvraag voor een traject', 'Je leest hem hier:')],
  request_answered: ['Antwoorden op aanvragen', () => say('Er is een antwoord op een aanvraag', 'Je leest het hier:')],
  goal_proposed: [
    'Voorstellen voor een leerdoel',
    () => ({
      subject: 'Je coach stelt een leerdoel voor',
      says: 'Je coach stelt een leerdoel voor. Jij beslist.',
      go: 'Je leest het hier:',
    }),
  ],
  goal_answered: [
    'Antwoorden op voorgestelde leerdoelen',
    () => say('Er is een antwoord op je voorstel voor een leerdoel', 'Je leest het hier:'),
  ],
  agreement_proposed: [
    'Voorstellen voor een werkafspraak',
    (_, count) =>
      count === 1
        ? say('Een werkafspraak wacht op jou', 'Je leest hem hier:')
        : say(`${count} werkafspraken wachten op jou`, 'Je leest ze hier:'),
  ],
  agreement_answered: [
    'Antwoorden op werkafspraken',
    () => say('Er is een antwoord op je voorstel voor een werkafspraak', 'Je leest het hier:'),
  ],
  consent_withdrawn: [
    'Lessen die dicht zijn door ingetrokken toestemming',
    (_, count) =>
      count === 1
        ? say(
            'Een les van je is dicht: toestemming voor een leerling is ingetrokken of geweigerd',
            'Je leest hier wat je kunt doen:',
          )
        : say(
            `${count} keer is een les van je dichtgegaan: toestemming is ingetrokken of geweigerd`,
            'Je leest hier wat je kunt doen:',
          ),
  ],
  lessons_closed: [
    'Lessen die dicht zijn na een back-up',
    () => ({
      subject: 'Je lessen zijn met niemand meer gedeeld',
      says: 'Je school heeft een back-up teruggezet. Daarom zijn je lessen nu met niemand gedeeld.',
      go: 'Deel hier opnieuw wat je wilt delen:',
    }),
  ],
  class_list_to_check: [
    'Klassenlijsten om na te kijken',
    () => say('Kijk of je klassenlijst nog klopt', 'Je leest hier waarom:'),
  ],
  action_overdue: [
    'Acties waarvan de datum voorbij is',
    (_, count) =>
      count === 1
        ? {
            subject: 'De datum van een actie is voorbij',
            says: 'De datum van een actie is voorbij. Is hij klaar, of wordt het later?',
            go: 'Je zegt het hier:',
          }
        : {
            subject: `De datum van ${count} acties is voorbij`,
            says: `De datum van ${count} acties is voorbij. Zijn ze klaar, of wordt het later?`,
            go: 'Je zegt het hier:',
          },
  ],
  report_suggested: [
    'Andere woorden voor je slotevaluatie',
    () => say('Je coach stelt andere woorden voor in je slotevaluatie', 'Je leest ze hier:'),
  ],
  report_signed: ['Ondertekende verslagen', () => say('Een verslag is ondertekend', 'Je leest het hier:')],
  coach_proposed: [
    'Voorstellen voor een andere coach',
    () => say('Er is een andere coach voorgesteld', 'Je antwoordt hier:'),
  ],
  coach_asked: ['Vragen om coach te worden', () => say('Je bent gevraagd als coach', 'Je antwoordt hier:')],
  coach_answered: [
    'Antwoorden over een andere coach',
    () => say('Er is een antwoord over een andere coach', 'Je leest het hier:'),
  ],
};
