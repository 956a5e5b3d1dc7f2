import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { renderUnicodeCompact } from 'uqr';
import { Halt, say } from '../bootstrap/say.mjs';
import { lanAddresses } from './addresses.ts';
import { certificateFor } from './certificate.ts';
import { serveTrustPage } from './trust-page.ts';

export interface Lan {
  publicUrl: string;
  /** What the API is told besides. */
  env: NodeJS.ProcessEnv;
  greet: () => void;
  close: () => Promise<void>;
}

/** Opens this machine to its network: a certificate for its addresses, and on the next port the page that explains it. */
export async function openLan(data: string, port: number): Promise<Lan> {
  const addresses = lanAddresses();
  const [address] = addresses;
  if (address === undefined)
    throw new Halt('This computer is on no network: connect it, or start without --lan to use it here alone.');
  const tls = await certificateFor(join(data, 'tls'), addresses);
  // What this command itself asks of the API goes over the same certificate.
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(tls.authorityFile, 'utf8')]);
  const publicUrl = `https://${address}:${port}`;
  const page = `http://${address}:${port + 1}`;
  const server = serveTrustPage({ page, product: publicUrl }, tls.authorityFile, tls.fingerprint);
  const failed = once(server, 'error').then(([cause]) => {
    throw new Halt(`Port ${port + 1} cannot be opened for the page about trust: ${String(cause)}`);
  });
  server.listen(port + 1, '0.0.0.0');
  await Promise.race([once(server, 'listening'), failed]);
  return {
    publicUrl,
    env: {
      LESBLIK_MODE: 'lan',
      HOST: '0.0.0.0',
      PUBLIC_URL: publicUrl,
      TLS_CERTIFICATE_FILE: tls.certificateFile,
      TLS_KEY_FILE: tls.keyFile,
      NODE_EXTRA_CA_CERTS: tls.authorityFile,
      MEDIASOUP_ANNOUNCED_ADDRESS: address,
    },
    greet: () => {
      say(`\nOn another device, on the same network, open first: ${page}`);
      say(
        `It explains how that device comes to trust this computer. Fingerprint of the certificate:\n  ${tls.fingerprint}`,
      );
      say(renderUnicodeCompact(page, { border: 1 }));
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
