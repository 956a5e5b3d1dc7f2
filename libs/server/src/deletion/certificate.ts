import { type Certificate, type CertificateVerdict, SignedCertificate } from '@lesblik/shared/deletions';
import { canonical } from './canonical.ts';
import { attachmentIn, isPdf, openPdf } from './sealed-pdf.ts';
import type { SigningKeys } from './signing-keys.ts';

const bytesOf = (certificate: object): Buffer => Buffer.from(canonical(certificate));

export async function signCertificate(
  keys: SigningKeys,
  unsigned: Omit<Certificate, 'keyId'>,
): Promise<SignedCertificate> {
  const { keyId, signature } = await keys.sign((id) => bytesOf({ ...unsigned, keyId: id }));
  return { certificate: { ...unsigned, keyId }, signature: signature.toString('base64') };
}

/** What can be said of a file without the log. */
export type FileVerdict = Omit<CertificateVerdict, 'log'>;

/** Of the file as it was downloaded, JSON or PDF. What it says is answered only where it is true. */
export async function verifyCertificate(keys: SigningKeys, file: Buffer): Promise<FileVerdict> {
  if (!isPdf(file)) return verifyJson(keys, file.toString());
  const sealed = openPdf(file);
  if (sealed === undefined) return { doubt: 'unreadable', certificate: null };
  const holds = await keys.verify(sealed.keyId, sealed.bytes, sealed.signature);
  if (holds === undefined) return { doubt: 'unknown_key', certificate: null };
  // Not a word on its pages is another's; so the attachment is read without fear.
  return holds ? verifyJson(keys, attachmentIn(sealed.bytes)) : { doubt: 'changed', certificate: null };
}

async function verifyJson(keys: SigningKeys, text: string): Promise<FileVerdict> {
  const signed = SignedCertificate.safeParse(parsed(text));
  if (!signed.success) return { doubt: 'unreadable', certificate: null };
  const { certificate, signature } = signed.data;
  // Over what stands in the file, not over what was understood of it: nothing can be put beside it.
  const { certificate: given } = parsed(text) as { certificate: object };
  const bytes = bytesIfFlat(given);
  if (bytes === undefined) return { doubt: 'changed', certificate: null };
  const holds = await keys.verify(certificate.keyId, bytes, Buffer.from(signature, 'base64'));
  if (holds === undefined) return { doubt: 'unknown_key', certificate: null };
  return holds ? { doubt: null, certificate } : { doubt: 'changed', certificate: null };
}

/** Undefined where it is nested deeper than anything that was ever signed. */
function bytesIfFlat(given: object): Buffer | undefined {
  try {
    return bytesOf(given);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
