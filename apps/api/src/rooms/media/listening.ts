import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { TransportListenInfo } from 'mediasoup/types';

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address));

/**
 * UDP and TCP for each announced address: on the address itself where this machine has all of them, otherwise (behind
 * NAT, in a container) on every address of its family.
 * @param port 0: free ones
 */
export function listenInfos(announced: readonly string[], port: number, own = ownAddresses()): TransportListenInfo[] {
  const allOwn = announced.every((address) => own.includes(address));
  return announced.flatMap((address) => {
    const six = isIP(address) === 6;
    const everywhere = six ? '::' : '0.0.0.0';
    const place = allOwn ? { ip: address } : { ip: everywhere, announcedAddress: address };
    return (['udp', 'tcp'] as const).map((protocol) => ({
      protocol,
      ...place,
      ...(port !== 0 && { port }),
      ...(six && { flags: { ipv6Only: true } }),
    }));
  });
}

/** What is probably wrong with the announced addresses, a sentence each. */
export async function doubtsAbout(
  announced: readonly string[],
  publicUrl: string,
  own = ownAddresses(),
  resolves: (host: string) => Promise<unknown> = (host) => lookup(host),
): Promise<string[]> {
  const doubts: string[] = [];
  const setting = 'MEDIASOUP_ANNOUNCED_ADDRESS';
  for (const address of announced) {
    if (isIP(address) !== 0 && !own.includes(address)) {
      doubts.push(
        `${setting} is ${address}, which is no address of this machine: right when a router passes the media ports on to it, otherwise calls have no picture and no sound.`,
      );
    } else if (isIP(address) === 0 && !(await found(address, resolves))) {
      doubts.push(`${setting} is ${address}, a name that this machine cannot resolve: browsers may not either.`);
    }
  }
  const families = announced.map((address) => (isIP(address) === 6 ? 6 : 4));
  if (new Set(families).size < families.length && !announced.every((address) => own.includes(address))) {
    doubts.push(
      `${setting} names two addresses of one kind of which one is not this machine's: name one IPv4 and one IPv6.`,
    );
  }
  const { hostname } = new URL(publicUrl);
  if (!isLoopback(hostname) && announced.every(isLoopback)) {
    doubts.push(
      `${setting} is ${announced.join(', ')} and people reach Lesblik at ${hostname}: calls work on this machine only.`,
    );
  }
  return doubts;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.');

const found = (host: string, resolves: (host: string) => Promise<unknown>): Promise<boolean> =>
  resolves(host).then(
    () => true,
    () => false,
  );
