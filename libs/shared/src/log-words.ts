import type { AuditKind } from './audit-log.ts';
import type { RecordingAction } from './policy.ts';

/** What the log says, for its page and for its table. `{who}` did it, `{whom}` it is about. */
export interface LogWords {
  you: string;
  nobody: string;
  /** Somebody whose data was erased. */
  gone: string;
  devices: Record<string, string>;
  kinds: Record<AuditKind, string>;
  sentences: Record<AuditKind | 'granted_until' | 'grant_changed_until' | 'downloaded_export', string>;
  /** Of a refusal, by what was tried. */
  refused: Record<RecordingAction, string>;
  heads: readonly string[];
  fileName: string;
}

const nl: LogWords = {
  you: 'Jij',
  nobody: 'Iemand die niet was ingelogd',
  gone: 'Iemand die er niet meer is',
  devices: { phone: 'op een telefoon', tablet: 'op een tablet', computer: 'op een computer' },
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
  },
  sentences: {
    created: '{who} maakte deze les.',
    uploaded: '{who} uploadde de film.',
    opened: '{who} opende de les {device}.',
    played: '{who} keek van {from} tot {to} {device}.',
    loaded: '{who} laadde {from} tot {to} {device}. Of dat stuk is bekeken, weten we niet.',
    downloaded: '{who} downloadde het origineel {device}.',
    downloaded_export: '{who} haalde een kopie op van alle eigen gegevens, met deze film erin, {device}.',
    granted: '{who} deelde de les met {whom}.',
    granted_until: '{who} deelde de les met {whom}, tot en met {until}.',
    grant_changed: '{who} veranderde de toegang van {whom}.',
    grant_changed_until: '{who} veranderde de toegang van {whom}, nu tot en met {until}.',
    withdrawn: '{who} trok de toegang van {whom} in.',
    refused: '{who} probeerde de les te bekijken en kwam er niet in.',
    described: '{who} veranderde de gegevens van de les.',
    deleted: '{who} verwijderde de les.',
  },
  refused: {
    watch: '{who} probeerde de les te bekijken en kwam er niet in.',
    comment: '{who} probeerde een opmerking te maken. Dat mocht niet.',
    describe: '{who} probeerde de gegevens van de les te veranderen. Dat mocht niet.',
    download: '{who} probeerde het origineel te downloaden. Dat mocht niet.',
    grant: '{who} probeerde de les te delen, of te zien met wie hij is gedeeld. Dat mocht niet.',
    delete: '{who} probeerde de les te verwijderen. Dat mocht niet.',
    read_log: '{who} probeerde dit overzicht te lezen. Dat mocht niet.',
    process: '{who} probeerde het klaarmaken van de film te stoppen of opnieuw te starten. Dat mocht niet.',
    upload: '{who} probeerde een film bij deze les te zetten. Dat mocht niet.',
    see_upload: '{who} probeerde te zien hoe ver het uploaden is. Dat mocht niet.',
  },
  heads: ['Tijd', 'Les', 'Wat', 'Zin', 'Wie', 'Met wie', 'Van', 'Tot', 'Toegang tot en met', 'Apparaat'],
  fileName: 'wie heeft gekeken',
};

const en: LogWords = {
  you: 'You',
  nobody: 'Somebody who was not signed in',
  gone: 'Somebody who is no longer here',
  devices: { phone: 'on a phone', tablet: 'on a tablet', computer: 'on a computer' },
  kinds: {
    created: 'Created',
    uploaded: 'Uploaded',
    opened: 'Opened',
    played: 'Watched',
    loaded: 'Loaded',
    downloaded: 'Downloaded',
    granted: 'Shared',
    grant_changed: 'Access changed',
    withdrawn: 'Withdrawn',
    refused: 'Refused',
    described: 'Details changed',
    deleted: 'Deleted',
  },
  sentences: {
    created: '{who} created this lesson.',
    uploaded: '{who} uploaded the film.',
    opened: '{who} opened the lesson {device}.',
    played: '{who} watched from {from} to {to} {device}.',
    loaded: '{who} loaded {from} to {to} {device}. Whether that part was watched is not known.',
    downloaded: '{who} downloaded the original {device}.',
    downloaded_export: '{who} downloaded a copy of all their own data, with this film in it, {device}.',
    granted: '{who} shared the lesson with {whom}.',
    granted_until: '{who} shared the lesson with {whom}, until {until}.',
    grant_changed: '{who} changed {whom}’s access.',
    grant_changed_until: '{who} changed {whom}’s access, now until {until}.',
    withdrawn: '{who} withdrew {whom}’s access.',
    refused: '{who} tried to see the lesson and was refused.',
    described: '{who} changed the details of the lesson.',
    deleted: '{who} deleted the lesson.',
  },
  refused: {
    watch: '{who} tried to see the lesson and was refused.',
    comment: '{who} tried to comment. That was not allowed.',
    describe: '{who} tried to change the details of the lesson. That was not allowed.',
    download: '{who} tried to download the original. That was not allowed.',
    grant: '{who} tried to share the lesson, or to see with whom it is shared. That was not allowed.',
    delete: '{who} tried to delete the lesson. That was not allowed.',
    read_log: '{who} tried to read this log. That was not allowed.',
    process: '{who} tried to stop or restart the making of the film. That was not allowed.',
    upload: '{who} tried to add a film to this lesson. That was not allowed.',
    see_upload: '{who} tried to see how far the upload is. That was not allowed.',
  },
  heads: ['Time', 'Lesson', 'What', 'Sentence', 'Who', 'With whom', 'From', 'To', 'Access until', 'Device'],
  fileName: 'who watched',
};

export const logWords = { nl, en } as const;
