import 'reflect-metadata';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webcrypto } from 'node:crypto';
import { connect, createServer } from 'node:tls';
import { afterAll, expect, test } from '@jest/globals';
import * as x509 from '@peculiar/x509';
import { certificateFor } from './certificate.ts';

const folder = mkdtempSync(join(tmpdir(), 'lesblik-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const authority = () => readFileSync(join(folder, 'authority.pem'), 'utf8');

/** What a device that trusts the authority says to a server with this certificate. */
async function visit(cert: string, key: string, servername: string): Promise<string> {
  const server = createServer({ cert, key }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect({ host: '127.0.0.1', port, ca: authority(), servername });
  const outcome = await new Promise<string>((resolve) => {
    socket.once('secureConnect', () => resolve('trusted'));
    socket.once('error', ({ message }: Error) => resolve(message));
  });
  socket.destroy();
  server.close();
  return outcome;
}

/** Whoever has the authority's key makes a certificate for this name. */
async function forged(san: { type: 'dns' | 'ip'; value: string }): Promise<{ cert: string; key: string }> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const stolen = x509.PemConverter.decodeFirst(readFileSync(join(folder, 'authority.key'), 'utf8'));
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=forged',
    issuer: new x509.X509Certificate(authority()).subject,
    notAfter: new Date(Date.now() + 60_000),
    publicKey: keys.publicKey,
    signingKey: await webcrypto.subtle.importKey('pkcs8', stolen, ALGORITHM, false, ['sign']),
    signingAlgorithm: ALGORITHM,
    extensions: [new x509.SubjectAlternativeNameExtension([san])],
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { cert: certificate.toString('pem'), key: x509.PemConverter.encode(pkcs8, x509.PemConverter.PrivateKeyTag) };
}

test('the authority of a demo vouches for this machine for some weeks, and for nothing else even with its key', async () => {
  const made = await certificateFor(folder, ['192.168.1.20', '10.0.0.4']);
  const cert = readFileSync(made.certificateFile, 'utf8');
  expect(await visit(cert, readFileSync(made.keyFile, 'utf8'), 'localhost')).toBe('trusted');
  for (const san of [
    { type: 'dns', value: 'school.example.org' },
    { type: 'ip', value: '192.168.1.1' },
  ] as const) {
    const { cert: other, key } = await forged(san);
    expect([san.value, await visit(other, key, 'school.example.org')]).toEqual([
      san.value,
      'permitted subtree violation',
    ]);
  }
  const days = (new x509.X509Certificate(authority()).notAfter.getTime() - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(60);
  expect(statSync(join(folder, 'authority.key')).mode & 0o077).toBe(0);
});

test('it is kept while it is good for the addresses there are, and made anew for another', async () => {
  const first = await certificateFor(folder, ['192.168.1.20', '10.0.0.4']);
  expect((await certificateFor(folder, ['192.168.1.20'])).fingerprint).toBe(first.fingerprint);
  expect((await certificateFor(folder, ['192.168.1.21'])).fingerprint).not.toBe(first.fingerprint);
});
