import * as x509 from '@peculiar/x509';

/** id-ce-nameConstraints (RFC 5280, 4.2.1.10). */
const OID = '2.5.29.30';
const SEQUENCE = 0x30;
const PERMITTED = 0xa0;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/** An authority with it can vouch for these IPv4 addresses and for `localhost`, whoever got hold of its key. */
export const nameConstraints = (addresses: readonly string[]): x509.Extension =>
  new x509.Extension(OID, true, encoded(addresses));

export function permits(authority: x509.X509Certificate, addresses: readonly string[]): boolean {
  const constraints = authority.getExtension(OID);
  return (
    constraints !== null && addresses.every((address) => Buffer.from(constraints.value).includes(subtree(address)))
  );
}

/** `NameConstraints ::= SEQUENCE { permittedSubtrees [0] … }`. */
function encoded(addresses: readonly string[]): Buffer {
  const localhost = der(SEQUENCE, der(DNS_NAME, Buffer.from('localhost')));
  const subtrees = Buffer.concat([localhost, ...addresses.map(subtree)]);
  return der(SEQUENCE, der(PERMITTED, subtrees));
}

/** An address bears its mask: that of it alone. */
const subtree = (address: string): Buffer =>
  der(SEQUENCE, der(IP_ADDRESS, Buffer.from([...address.split('.').map(Number), 255, 255, 255, 255])));

/** One value of ASN.1 in DER, of less than 64 KiB. */
function der(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}
