import { inflateSync } from 'node:zlib';
import { MOST_CERTIFICATE_BYTES } from '@lesblik/shared/deletions';
import type { SigningKeys } from './signing-keys.ts';

/** A comment after the end of the PDF, which readers pass over: which key signed, and its signature over all bytes before. */
const SEAL = '\n%lesblik-signature ';

export async function sealPdf(keys: SigningKeys, pdf: Buffer): Promise<Buffer> {
  const { keyId, signature } = await keys.sign(() => pdf);
  return Buffer.concat([pdf, Buffer.from(`${SEAL}${keyId} ${signature.toString('base64')}\n`)]);
}

export const isPdf = (file: Buffer): boolean => file.subarray(0, 5).toString('latin1') === '%PDF-';

/** Undefined where it bears no signature of ours. */
export function openPdf(file: Buffer): { bytes: Buffer; keyId: string; signature: Buffer } | undefined {
  const at = file.lastIndexOf(SEAL);
  const [, keyId, signature] =
    /^([0-9a-f]{16}) ([A-Za-z0-9+/=]+)\n$/.exec(file.subarray(at + SEAL.length).toString()) ?? [];
  if (at < 0 || keyId === undefined || signature === undefined) return undefined;
  return { bytes: file.subarray(0, at), keyId, signature: Buffer.from(signature, 'base64') };
}

/** The certificate in a PDF that was made here. Empty where there is none. */
export function attachmentIn(pdf: Buffer): string {
  const start = pdf.indexOf('stream\n', pdf.indexOf('/Type /EmbeddedFile'));
  return start < 0
    ? ''
    : inflateSync(pdf.subarray(start + 'stream\n'.length), { maxOutputLength: MOST_CERTIFICATE_BYTES }).toString();
}
