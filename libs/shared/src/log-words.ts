import type { AuditKind } from './audit-log.ts';
import type { RecordingAction } from './policy.ts';

/** What is said otherwise than by its kind alone. */
export type SpecialCase =
  | ('held_until' | 'granted_until' | 'granted_part' | 'granted_hidden' | 'granted_part_hidden')
  | ('grant_changed_until' | 'grant_changed_hidden' | 'grant_changed_plain' | 'withdrawn_consent')
  | ('withdrawn_erased' | 'withdrawn_restored' | 'described_trajectory_end' | 'described_told_late')
  | ('downloaded_export' | 'downloaded_institute' | 'downloaded_outside' | 'trimmed_whole')
  | ('deleted_term' | 'deleted_film_refused' | 'deleted_call_refused' | 'deleted_erasure')
  /** Nobody asked for it: as an older version wrote it, without saying why. */
  | 'deleted_by_itself';

/** What the log says, for its page and for its table. `{who}` did it, `{whom}` it is about. */
export interface LogWords {
  you: string;
  nobody: string;
  /** Somebody whose data was erased. */
  gone: string;
  /** Of which nothing is left but its log. */
  deletedLesson: string;
  devices: Record<string, string>;
  kinds: Record<AuditKind, string>;
  sentences: Record<AuditKind | SpecialCase, string>;
  /** Of a refusal, by what was tried. */
  refused: Record<RecordingAction, string>;
  heads: readonly string[];
  fileName: string;
}

const nl: LogWords = {
  you: 'Jij',
  nobody: 'Iemand die niet was ingelogd',
  gone: 'iemand die er niet meer is',
  deletedLesson: 'Verwijderde les',
  devices: { phone: 'op een telefoon', tablet: 'op een tablet', computer: 'op een computer' },
  kinds: {
    created: 'Gemaakt',
    uploaded: 'Geüpload',
    opened: 'Geopend',
    played: 'Gekeken',
    loaded: 'Geladen',
    downloaded: 'Gedownload',
    recorded_in_call: 'Opgenomen in een gesprek',
    granted: 'Gedeeld',
    grant_changed: 'Toegang veranderd',
    withdrawn: 'Ingetrokken',
    refused: 'Geweigerd',
    described: 'Gegevens veranderd',
    trimmed: 'Bijgesneden',
    hiding_used: 'Verborgen',
    hiding_removed: 'Niets meer verborgen',
    deleted: 'Verwijderd',
    held: 'Vastgehouden',
    hold_ended: 'Losgelaten',
  },
  sentences: {
    created: '{who} maakte deze les.',
    uploaded: '{who} uploadde de film.',
    opened: '{who} opende de les {device}.',
    played: '{who} keek van {from} tot {to} {device}.',
    loaded: '{who} laadde {from} tot {to} {device}. Of dat stuk is bekeken, weten we niet.',
    downloaded: '{who} downloadde het origineel {device}.',
    recorded_in_call: '{who} liet een kijkgesprek opnemen waarin deze les speelde. De les is in die opname te zien.',
    downloaded_export: '{who} haalde een kopie op van alle eigen gegevens, met deze film erin, {device}.',
    downloaded_institute: '{who} downloadde het origineel voor een opleiding {device}.',
    downloaded_outside: '{who} downloadde het origineel voor iemand buiten de school {device}.',
    granted: '{who} deelde de les met {whom}.',
    granted_until: '{who} deelde de les met {whom}, tot en met {until}.',
    granted_part: '{who} deelde {from} tot {to} van de les met {whom}, tot en met {until}.',
    granted_hidden: '{who} deelde de versie met verborgen stukken met {whom}, tot en met {until}.',
    granted_part_hidden:
      '{who} deelde {from} tot {to} van de versie met verborgen stukken met {whom}, tot en met {until}.',
    grant_changed: '{who} veranderde de toegang van {whom}.',
    grant_changed_hidden: '{who} liet {whom} alleen nog de versie met verborgen stukken zien.',
    grant_changed_plain: '{who} liet {whom} de film zien zonder verborgen stukken.',
    grant_changed_until: '{who} veranderde de toegang van {whom}, nu tot en met {until}.',
    withdrawn: '{who} trok de toegang van {whom} in.',
    withdrawn_consent: 'De toegang van {whom} stopte, omdat er niet voor elke leerling (meer) toestemming is.',
    withdrawn_erased: 'De toegang van {whom} stopte, omdat die persoon niet meer meedoet.',
    withdrawn_restored: 'De toegang van {whom} stopte, omdat de school een back-up heeft teruggezet.',
    refused: '{who} probeerde {device} de les te bekijken en kwam er niet in.',
    described: '{who} veranderde de gegevens van de les.',
    described_trajectory_end:
      '{who} liet het traject op een andere dag eindigen. Daarom wordt de les ook op een andere dag verwijderd.',
    described_told_late: 'De les blijft nog drie dagen, zodat je op tijd weet dat hij wordt verwijderd.',
    trimmed: '{who} liet de anderen alleen {from} tot {to} van de les zien.',
    trimmed_whole: '{who} liet de anderen weer de hele les zien.',
    hiding_used: '{who} nam een versie met verborgen stukken in gebruik.',
    hiding_removed: '{who} haalde de versie met verborgen stukken weg.',
    deleted: '{who} verwijderde de les.',
    deleted_by_itself: 'De les is vanzelf verwijderd.',
    deleted_term: 'De les werd vanzelf verwijderd, omdat de bewaartermijn voorbij was.',
    deleted_film_refused: 'De les werd vanzelf verwijderd, omdat de film niet goed aankwam.',
    deleted_call_refused: 'De opname werd vanzelf verwijderd, omdat er niets van het gesprek mocht worden bewaard.',
    deleted_erasure: 'De les werd verwijderd, omdat alles van de eigenaar is gewist.',
    held: '{who} hield de les vast, omdat de wet dat vraagt. Niemand kan hem er beter door zien.',
    held_until:
      '{who} hield de les vast tot en met {until}, omdat de wet dat vraagt. Niemand kan hem er beter door zien.',
    hold_ended: '{who} liet de les weer los.',
  },
  refused: {
    watch: '{who} probeerde {device} de les te bekijken en kwam er niet in.',
    comment: '{who} probeerde {device} een opmerking te maken. Dat mocht niet.',
    describe: '{who} probeerde {device} de gegevens van de les te veranderen. Dat mocht niet.',
    download: '{who} probeerde {device} het origineel te downloaden. Dat mocht niet.',
    grant: '{who} probeerde {device} de les te delen, of te zien met wie hij is gedeeld. Dat mocht niet.',
    delete: '{who} probeerde {device} de les te verwijderen. Dat mocht niet.',
    read_log: '{who} probeerde {device} dit overzicht te lezen. Dat mocht niet.',
    process: '{who} probeerde {device} het klaarmaken van de film te stoppen of opnieuw te starten. Dat mocht niet.',
    upload: '{who} probeerde {device} een film bij deze les te zetten. Dat mocht niet.',
    see_upload: '{who} probeerde {device} te zien hoe ver het uploaden is. Dat mocht niet.',
  },
  heads: ['Tijd', 'Les', 'Wat', 'Zin', 'Wie', 'Met wie', 'Van', 'Tot', 'Toegang tot en met', 'Apparaat'],
  fileName: 'wie heeft gekeken',
};

const en: LogWords = {
  you: 'You',
  nobody: 'Somebody who was not signed in',
  gone: 'somebody who is no longer here',
  deletedLesson: 'Deleted lesson',
  devices: { phone: 'on a phone', tablet: 'on a tablet', computer: 'on a computer' },
  kinds: {
    created: 'Created',
    uploaded: 'Uploaded',
    opened: 'Opened',
    played: 'Watched',
    loaded: 'Loaded',
    downloaded: 'Downloaded',
    recorded_in_call: 'Recorded in a call',
    granted: 'Shared',
    grant_changed: 'Access changed',
    withdrawn: 'Withdrawn',
    refused: 'Refused',
    described: 'Details changed',
    trimmed: 'Trimmed',
    hiding_used: 'Hidden',
    hiding_removed: 'Nothing hidden any more',
    deleted: 'Deleted',
    held: 'Held',
    hold_ended: 'Let go',
  },
  sentences: {
    created: '{who} created this lesson.',
    uploaded: '{who} uploaded the film.',
    opened: '{who} opened the lesson {device}.',
    played: '{who} watched from {from} to {to} {device}.',
    loaded: '{who} loaded {from} to {to} {device}. Whether that part was watched is not known.',
    downloaded: '{who} downloaded the original {device}.',
    recorded_in_call: '{who} had a review call recorded in which this lesson was played. That recording shows it.',
    downloaded_export: '{who} downloaded a copy of all their own data, with this film in it, {device}.',
    downloaded_institute: '{who} downloaded the original for a training institute {device}.',
    downloaded_outside: '{who} downloaded the original for somebody outside the school {device}.',
    granted: '{who} shared the lesson with {whom}.',
    granted_until: '{who} shared the lesson with {whom}, until {until}.',
    granted_part: '{who} shared {from} to {to} of the lesson with {whom}, until {until}.',
    granted_hidden: '{who} shared the version with hidden pieces with {whom}, until {until}.',
    granted_part_hidden: '{who} shared {from} to {to} of the version with hidden pieces with {whom}, until {until}.',
    grant_changed: '{who} changed {whom}’s access.',
    grant_changed_hidden: '{who} now lets {whom} see only the version with hidden pieces.',
    grant_changed_plain: '{who} now lets {whom} see the film with nothing hidden.',
    grant_changed_until: '{who} changed {whom}’s access, now until {until}.',
    withdrawn: '{who} withdrew {whom}’s access.',
    withdrawn_consent: 'The access of {whom} ended, because there is no consent (any more) for every pupil.',
    withdrawn_erased: 'The access of {whom} ended, because that person no longer takes part.',
    withdrawn_restored: 'The access of {whom} ended, because the school restored a backup.',
    refused: '{who} tried {device} to see the lesson and was refused.',
    described: '{who} changed the details of the lesson.',
    described_trajectory_end:
      '{who} let the trajectory end on another day, so that the lesson is deleted on another day too.',
    described_told_late: 'The lesson stays three more days, so that you know in time that it will be deleted.',
    trimmed: '{who} let others see only {from} to {to} of the lesson.',
    trimmed_whole: '{who} let others see the whole lesson again.',
    hiding_used: '{who} began to use a version with hidden pieces.',
    hiding_removed: '{who} took the version with hidden pieces away.',
    deleted: '{who} deleted the lesson.',
    deleted_by_itself: 'The lesson was deleted by itself.',
    deleted_term: 'The lesson was deleted by itself, because the time it could be kept was over.',
    deleted_film_refused: 'The lesson was deleted by itself, because the film did not arrive whole.',
    deleted_call_refused: 'The recording was deleted by itself, because nothing of the call could be kept.',
    deleted_erasure: 'The lesson was deleted, because everything of its owner was erased.',
    held: '{who} held the lesson, because the law asks for it. Nobody sees more of it by that.',
    held_until:
      '{who} held the lesson up to and including {until}, because the law asks for it. Nobody sees more of it by that.',
    hold_ended: '{who} let the lesson go again.',
  },
  refused: {
    watch: '{who} tried {device} to see the lesson and was refused.',
    comment: '{who} tried {device} to comment. That was not allowed.',
    describe: '{who} tried {device} to change the details of the lesson. That was not allowed.',
    download: '{who} tried {device} to download the original. That was not allowed.',
    grant: '{who} tried {device} to share the lesson, or to see with whom it is shared. That was not allowed.',
    delete: '{who} tried {device} to delete the lesson. That was not allowed.',
    read_log: '{who} tried {device} to read this log. That was not allowed.',
    process: '{who} tried {device} to stop or restart the making of the film. That was not allowed.',
    upload: '{who} tried {device} to add a film to this lesson. That was not allowed.',
    see_upload: '{who} tried {device} to see how far the upload is. That was not allowed.',
  },
  heads: ['Time', 'Lesson', 'What', 'Sentence', 'Who', 'With whom', 'From', 'To', 'Access until', 'Device'],
  fileName: 'who watched',
};

export const logWords = { nl, en } as const;
