import { z } from 'zod';
import { Day, Id, Instant, Language, page, PageQuery } from './common.ts';
import { CommentsAfter, RecordingOrigin } from './recordings.ts';
import { BYTES, route } from './route.ts';

/**
 * Why a recording was deleted. `term`: it was kept as long as it might be. `film_refused`: what came was not what was sent.
 * `call_refused`: of a call nothing was recorded that may be kept. `erasure`: its owner's account ended with all that was theirs.
 */
export const DeletionReason = z.enum(['owner', 'term', 'film_refused', 'call_refused', 'erasure']);
export type DeletionReason = z.infer<typeof DeletionReason>;

/** An object as it lay in the store: encrypted. */
const ErasedObject = z.object({
  key: z.string(),
  bytes: z.int(),
  /** Of these bytes, in hexadecimal. */
  sha256: z.string(),
});

/** A place of the access log's chain. */
const LogPlace = z.object({
  number: z.int().min(1),
  /** Of the chain up to it, in hexadecimal. */
  hash: z.string(),
  at: Instant,
});

/** What the server signs. No names of people: who asked is an id that says nothing once that person is erased. */
export const Certificate = z
  .object({
    /** 1: without `log`. */
    version: z.literal([1, 2]),
    what: z.literal('lesblik.deletion'),
    school: z.object({ id: Id, name: z.string() }),
    recording: z.object({ id: Id, recordedOn: Day, origin: RecordingOrigin }),
    /** Null: nobody, `why` says it. */
    askedBy: Id.nullable(),
    why: DeletionReason,
    /** Those linked to a goal: gone too, or kept with the goal as text. All others are gone. */
    comments: CommentsAfter,
    orderedAt: Instant,
    keyDestroyedAt: Instant,
    erasedAt: Instant,
    objects: z.array(ErasedObject),
    /** Writes that were begun and never became an object. */
    rests: z.array(z.string()),
    /** From this day on no backup holds a copy of the key. */
    noKeyInBackupsFrom: Day,
    /** The last one of the log when this was issued; null: it had none. Whoever changes the log before it, changes its hash. */
    log: LogPlace.nullable().optional(),
    issuedAt: Instant,
    /** Of the key that signs. */
    keyId: z.string(),
  })
  .meta({ id: 'DeletionCertificate' });
export type Certificate = z.infer<typeof Certificate>;

/** `signature`: Ed25519 (RFC 8032) over `certificate` in its canonical form (RFC 8785), base64. */
export const SignedCertificate = z.object({ certificate: Certificate, signature: z.base64() });
export type SignedCertificate = z.infer<typeof SignedCertificate>;

export const Deletion = z
  .object({
    recordingId: Id,
    organisationId: Id,
    recordedOn: Day,
    origin: RecordingOrigin,
    reason: DeletionReason,
    comments: CommentsAfter,
    orderedAt: Instant,
    /** From here on nobody can look, whatever is still stored. */
    keyDestroyedAt: Instant.nullable(),
    /** Everything is gone, and the certificate is there. */
    certifiedAt: Instant.nullable(),
    /** A problem's code: what it waits for by itself. */
    problem: z.string().nullable(),
    /** Of the certificate. */
    objects: z.int().nullable(),
    noKeyInBackupsFrom: Day.nullable(),
  })
  .meta({ id: 'Deletion' });
export type Deletion = z.infer<typeof Deletion>;

/** Why a file does not verify. */
export const CertificateDoubt = z.enum(['unreadable', 'unknown_key', 'changed']);
export type CertificateDoubt = z.infer<typeof CertificateDoubt>;

export const CertificateVerdict = z
  .object({
    /** Null: it is true, as this server signed it. */
    doubt: CertificateDoubt.nullable(),
    /** What it says, where it is true. */
    certificate: Certificate.nullable(),
    /**
     * Whether the log still has what a true certificate says of it: `there`; `changed`: another hash at that number; `gone`:
     * no such number, as after a backup was restored. Null: it says nothing of the log.
     */
    log: z.enum(['there', 'changed', 'gone']).nullable(),
  })
  .meta({ id: 'CertificateVerdict' });
export type CertificateVerdict = z.infer<typeof CertificateVerdict>;

const one = z.object({ recordingId: Id });
const inLanguage = z.object({ language: Language.default('nl') });

/** A certificate of some ten thousand objects; what is larger is none. */
export const MOST_CERTIFICATE_BYTES = 8_000_000;

export const deletionRoutes = {
  list: route({
    method: 'GET',
    path: '/deletions',
    summary: 'Recordings of the asker that were deleted, or are being deleted, the latest first',
    query: PageQuery,
    returns: page(Deletion),
  }),
  get: route({
    method: 'GET',
    path: '/deletions/:recordingId',
    summary: 'How far a deletion is (owner)',
    params: one,
    returns: Deletion,
  }),
  certificate: route({
    method: 'GET',
    path: '/deletions/:recordingId/certificate.json',
    summary: 'The signed certificate of a deletion (owner)',
    params: one,
    query: inLanguage,
    returns: BYTES,
    problems: ['not_deleted_yet'],
  }),
  pdf: route({
    method: 'GET',
    path: '/deletions/:recordingId/certificate.pdf',
    summary: 'The same as a PDF, itself signed and with the certificate as its attachment (owner)',
    params: one,
    query: inLanguage,
    returns: BYTES,
    problems: ['not_deleted_yet'],
  }),
  verify: route({
    method: 'POST',
    path: '/certificates/verify',
    summary: 'Whether a certificate is true: its file, as it was downloaded, is the body (application/octet-stream)',
    open: true,
    returns: CertificateVerdict,
    status: 200,
    problems: ['body_too_large', 'too_many_requests'],
  }),
  keys: route({
    method: 'GET',
    path: '/certificates/keys',
    summary: 'The public keys (Ed25519, PEM) that signed certificates here, former ones too',
    open: true,
    returns: z.object({ items: z.array(z.object({ id: z.string(), publicKey: z.string(), current: z.boolean() })) }),
  }),
} as const;
