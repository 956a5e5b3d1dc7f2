import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What a binding request has to know of the agent that it goes to. */
export interface IceParameters {
  usernameFragment: string;
  password: string;
}

const MAGIC = 0x2112a442;
const USERNAME = 0x0006;
const MESSAGE_INTEGRITY = 0x0008;
const PRIORITY = 0x0024;
const USE_CANDIDATE = 0x0025;
const FINGERPRINT = 0x8028;
const ICE_CONTROLLING = 0x802a;

/** A binding request of the controlling agent that nominates its pair (RFC 8489, RFC 8445): all that an ICE-lite agent waits for. */
export function bindingRequest({ usernameFragment, password }: IceParameters): Buffer {
  const attributes = Buffer.concat([
    attribute(USERNAME, Buffer.from(`${usernameFragment}:bench`)),
    attribute(PRIORITY, Buffer.from([0x6e, 0, 1, 0xff])),
    attribute(ICE_CONTROLLING, randomBytes(8)),
    attribute(USE_CANDIDATE, Buffer.alloc(0)),
  ]);
  const header = Buffer.alloc(20);
  header.writeUInt16BE(0x0001, 0);
  header.writeUInt32BE(MAGIC, 4);
  randomBytes(12).copy(header, 8);
  // The length counts the attribute that is being made, before it is there.
  const signed = withLength(header, attributes, 24);
  const integrity = attribute(MESSAGE_INTEGRITY, createHmac('sha1', password).update(signed).digest());
  const whole = withLength(header, Buffer.concat([attributes, integrity]), 8);
  const check = Buffer.alloc(4);
  check.writeUInt32BE((crc32(whole) ^ 0x5354554e) >>> 0);
  return Buffer.concat([whole, attribute(FINGERPRINT, check)]);
}

/** By their first byte (RFC 7983). */
export const isStun = (packet: Buffer): boolean => (packet[0] ?? 255) < 4;
export const isDtls = (packet: Buffer): boolean => (packet[0] ?? 0) >= 20 && (packet[0] ?? 255) < 64;

function withLength(header: Buffer, attributes: Buffer, still: number): Buffer {
  header.writeUInt16BE(attributes.length + still, 2);
  return Buffer.concat([header, attributes]);
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}
