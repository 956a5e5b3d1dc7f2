import 'reflect-metadata';
import { webcrypto, X509Certificate as NodeCertificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { writeWhole } from '../bootstrap/write-whole.ts';
import { nameConstraints, permits } from './name-constraints.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;
/** A demo is tried for some weeks; a device that forgets to forget the authority trusts it no longer than that. */
const AUTHORITY_DAYS = 60;
/** Less than this left, and they are made anew. */
const LEFT_DAYS = 7;
const NAME = 'CN=Lesblik demo on this computer';

export interface Tls {
  certificateFile: string;
  keyFile: string;
  authorityFile: string;
  /** SHA-256 of the authority's certificate, as devices show it. */
  fingerprint: string;
}

/**
 * A certificate for these addresses, under an authority that is made on the spot and kept, so that it is trusted once. It
 * is good for these addresses alone: with another one, or after its time, it is made anew.
 */
export async function certificateFor(folder: string, addresses: readonly string[]): Promise<Tls> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = ['127.0.0.1', ...addresses];
  const authority = await openAuthority(folder, names);
  const certificateFile = join(folder, 'server.pem');
  const keyFile = join(folder, 'server.key');
  if (!fits(certificateFile, authority.file, addresses)) {
    const keys = await makeKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `CN=${addresses[0] ?? 'localhost'}`,
      issuer: authority.certificate.subject,
      notBefore: authority.certificate.notBefore,
      notAfter: authority.certificate.notAfter,
      publicKey: keys.publicKey,
      signingKey: authority.key,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          { type: 'dns', value: 'localhost' },
          ...names.map((value) => ({ type: 'ip' as const, value })),
        ]),
      ],
    });
    writeWhole(keyFile, await pemOf(keys.privateKey));
    writeWhole(certificateFile, certificate.toString('pem'));
  }
  const { fingerprint256: fingerprint } = new NodeCertificate(readFileSync(authority.file));
  return { certificateFile, keyFile, authorityFile: authority.file, fingerprint };
}

async function openAuthority(folder: string, addresses: readonly string[]) {
  const file = join(folder, 'authority.pem');
  const keyFile = join(folder, 'authority.key');
  if (existsSync(file) && existsSync(keyFile)) {
    const certificate = new x509.X509Certificate(readFileSync(file, 'utf8'));
    if (daysLeft(certificate.notAfter) > LEFT_DAYS && permits(certificate, addresses)) {
      const der = x509.PemConverter.decodeFirst(readFileSync(keyFile, 'utf8'));
      const key = await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
      return { file, certificate, key };
    }
  }
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: NAME,
    ...validFor(AUTHORITY_DAYS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      // It signs servers only, no other authority.
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      nameConstraints(addresses),
    ],
  });
  writeWhole(keyFile, await pemOf(keys.privateKey));
  writeWhole(file, certificate.toString('pem'));
  return { file, certificate, key: keys.privateKey };
}

function fits(file: string, authorityFile: string, addresses: readonly string[]): boolean {
  if (!existsSync(file)) return false;
  const certificate = new NodeCertificate(readFileSync(file));
  return (
    certificate.verify(new NodeCertificate(readFileSync(authorityFile)).publicKey) &&
    daysLeft(new Date(certificate.validTo)) > LEFT_DAYS &&
    addresses.every((address) => certificate.checkIP(address) !== undefined)
  );
}

const makeKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const pemOf = async (key: webcrypto.CryptoKey): Promise<string> =>
  x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), x509.PemConverter.PrivateKeyTag);

const daysLeft = (until: Date): number => (until.getTime() - Date.now()) / DAY_MS;

/** From yesterday: other devices' clocks may be behind. */
const validFor = (days: number) => ({
  notBefore: new Date(Date.now() - DAY_MS),
  notAfter: new Date(Date.now() + days * DAY_MS),
});
