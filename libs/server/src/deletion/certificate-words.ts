import type { Language } from '@lesblik/shared/common';
import type { DeletionReason } from '@lesblik/shared/deletions';
import type { CommentsAfter, RecordingOrigin } from '@lesblik/shared/recordings';

interface Words {
  title: string;
  what: Readonly<Record<RecordingOrigin, (day: string) => string>>;
  school: (name: string) => string;
  number: (id: string) => string;
  why: Readonly<Record<DeletionReason, string>>;
  when: string;
  ordered: (at: string) => string;
  keyDestroyed: (at: string) => string;
  erased: (at: string) => string;
  backups: (day: string) => string;
  askedBy: (id: string) => string;
  log: (number: number, at: string) => string;
  comments: Readonly<Record<CommentsAfter, string>>;
  objects: (count: number) => string;
  objectsHint: string;
  rests: (count: number) => string;
  verify: string;
  howTo: (address: string) => string;
  key: (id: string) => string;
  page: (page: number, of: number) => string;
}

export const certificateWords: Readonly<Record<Language, Words>> = {
  nl: {
    title: 'Bewijs van verwijdering',
    what: {
      upload: (day) => `De opname van een les van ${day} is verwijderd.`,
      review_call: (day) => `De opname van een kijkgesprek van ${day} is verwijderd.`,
    },
    school: (name) => `School: ${name}`,
    number: (id) => `Nummer van de opname: ${id}`,
    why: {
      owner: 'De eigenaar van de opname vroeg erom.',
      term: 'De bewaartermijn was voorbij.',
      film_refused: 'De film kwam niet goed aan, en de tijd om dat te herstellen was voorbij.',
      call_refused: 'Van het gesprek mocht niets worden bewaard.',
      erasure: 'Alle gegevens van de eigenaar van de opname zijn gewist.',
    },
    when: 'Wat er gebeurde',
    ordered: (at) => `Opdracht gegeven: ${at}`,
    keyDestroyed: (at) => `Sleutel vernietigd: ${at}. Vanaf dat moment kan niemand er meer iets van zien.`,
    erased: (at) => `Alles gewist uit de opslag: ${at}`,
    backups: (day) =>
      `De school verwijdert back-ups van sleutels op tijd: vanaf ${day} staat in geen enkele back-up nog een kopie van deze sleutel.`,
    askedBy: (id) => `Gevraagd door persoon ${id}.`,
    log: (number, at) =>
      `Het logboek van wie heeft gekeken ging toen tot nummer ${number} (${at}). De controlecode daarvan was:`,
    comments: {
      go: 'De opmerkingen zijn ook verwijderd.',
      stay: 'Opmerkingen bij een leerdoel zijn als tekst bij dat doel gebleven. De andere zijn verwijderd.',
    },
    objects: (count) => (count === 1 ? 'Het gewiste bestand' : `De ${count} gewiste bestanden`),
    objectsHint: 'Van elk: de naam in de opslag, de grootte in bytes, en de SHA-256 van de versleutelde bytes.',
    rests: (count) => (count === 1 ? 'En 1 half geschreven bestand.' : `En ${count} half geschreven bestanden.`),
    verify: 'Controleren',
    howTo: (address) => `Geef dit bestand op ${address}. Dat kan zonder account, en ook over jaren nog.`,
    key: (id) => `Ondertekend met Ed25519, sleutel ${id}. Het bewijs zelf zit als bijlage (JSON) in dit bestand.`,
    page: (page, of) => `Pagina ${page} van ${of}`,
  },
  en: {
    title: 'Certificate of deletion',
    what: {
      upload: (day) => `The recording of a lesson of ${day} has been deleted.`,
      review_call: (day) => `The recording of a review call of ${day} has been deleted.`,
    },
    school: (name) => `School: ${name}`,
    number: (id) => `Number of the recording: ${id}`,
    why: {
      owner: 'The owner of the recording asked for it.',
      term: 'The time for which it could be kept was over.',
      film_refused: 'The film did not arrive whole, and the time to mend that was over.',
      call_refused: 'Nothing of the call could be kept.',
      erasure: 'All data of the owner of the recording were erased.',
    },
    when: 'What happened',
    ordered: (at) => `Order given: ${at}`,
    keyDestroyed: (at) => `Key destroyed: ${at}. From that moment on nobody can see anything of it.`,
    erased: (at) => `Everything erased from the storage: ${at}`,
    backups: (day) => `The school removes backups of keys in time: from ${day} on no backup holds a copy of this key.`,
    askedBy: (id) => `Asked for by person ${id}.`,
    log: (number, at) => `The log of who looked then went to number ${number} (${at}). Its hash was:`,
    comments: {
      go: 'The comments were deleted too.',
      stay: 'Comments on a learning goal stayed with that goal as text. The others were deleted.',
    },
    objects: (count) => (count === 1 ? 'The erased file' : `The ${count} erased files`),
    objectsHint: 'Of each: its name in the storage, its size in bytes, and the SHA-256 of the encrypted bytes.',
    rests: (count) => (count === 1 ? 'And 1 half-written file.' : `And ${count} half-written files.`),
    verify: 'Checking it',
    howTo: (address) => `Give this file at ${address}. No account is needed, and it works years later too.`,
    key: (id) => `Signed with Ed25519, key ${id}. The certificate itself is attached to this file (JSON).`,
    page: (page, of) => `Page ${page} of ${of}`,
  },
};
