import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { seeded } from './seeded.ts';

export interface LineKind {
  /** Each way, in milliseconds; evenly spread over `jitterMs` on both sides of it. */
  delayMs: number;
  jitterMs: number;
  /** Share of the segments that get lost on their way. */
  loss: number;
  seed: number;
}

interface SlowLine {
  port: number;
  /** What is under way is lost, and nothing new gets through. */
  cut: () => void;
  mend: () => void;
  stop: () => Promise<void>;
}

/** What an Ethernet carries of TCP in one packet. */
const SEGMENT = 1460;

/**
 * A line to a port of this machine that is slow and loses packets. Bytes of TCP are not lost, they come late: a lost segment
 * comes when it is sent again, twice the way there and back after it was first sent (a tail loss probe, RFC 8985), doubled
 * each time it is lost again, and all that follows it waits, since TCP hands nothing over out of order. That the sender slows
 * down after losses is left out.
 */
export async function slowLine(port: number, kind: LineKind): Promise<SlowLine> {
  const ends = new Set<Socket>();
  let connections = 0;
  let whole = true;
  const server = createServer({ noDelay: true }, (near) => {
    if (!whole) return void near.destroy();
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    connections += 1;
    pass(near, far, kind, seeded(kind.seed * 1000 + connections * 2));
    pass(far, near, kind, seeded(kind.seed * 1000 + connections * 2 + 1));
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on('error', () => other.destroy()).on('close', () => ends.delete(end));
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      whole = false;
      for (const end of ends) end.destroy();
    },
    mend: () => void (whole = true),
    stop: async () => {
      const closed = new Promise((done) => server.close(done));
      for (const end of ends) end.destroy();
      await closed;
    },
  };
}

function pass(from: Socket, to: Socket, { delayMs, jitterMs, loss }: LineKind, random: () => number): void {
  let free = 0;
  const waiting: (() => void)[] = [];
  const later = (act: () => void, segments: number): void => {
    const now = performance.now();
    for (let n = 0; n < segments; n += 1) {
      let arrives = now + delayMs + (random() * 2 - 1) * jitterMs;
      for (let again = 4 * delayMs; random() < loss; again *= 2) arrives += again;
      free = Math.max(free, arrives);
    }
    waiting.push(act);
    // Timers may fire a millisecond out of order; bytes may not.
    setTimeout(() => waiting.shift()?.(), free - now);
  };
  from.on('data', (bytes: Buffer) => {
    later(() => to.writable && to.write(bytes), Math.ceil(bytes.length / SEGMENT));
  });
  from.on('end', () => later(() => to.end(), 1));
}
