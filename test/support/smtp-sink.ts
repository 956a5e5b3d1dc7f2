import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what comes in. */
export interface SmtpSink {
  url: string;
  /** Taken, as they came over the line. */
  taken: string[];
  /** Come in whole, and not answered yet. */
  held: string[];
  /** Answers nothing from now on to whatever mail comes in; or answers again. */
  hold: (on: boolean) => void;
  /** Takes what is held, and answers again. */
  release: () => void;
  /** Refuses this address from now on, with these words; by default a mailbox that is not there, in a bare 550. */
  refuse: (address: string, code?: number, words?: string) => void;
  close: () => Promise<void>;
}

export async function smtpSink(): Promise<SmtpSink> {
  const taken: string[] = [];
  const held: string[] = [];
  const refused = new Map<string, { code: number; words: string }>();
  const waiting: (() => void)[] = [];
  let holding = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo({ address }, _session, done) {
      const refusal = refused.get(address);
      if (refusal === undefined) return done();
      done(Object.assign(new Error(refusal.words), { responseCode: refusal.code }));
    },
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const message = Buffer.concat(parts).toString();
        const take = () => {
          taken.push(message);
          done();
        };
        if (!holding) return take();
        waiting.push(take);
        held.push(message);
      });
    },
  });
  // Whoever is killed in the middle of a mail.
  server.on('error', () => undefined);
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const bound = listening.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    held,
    hold: (on) => void (holding = on),
    release: () => {
      holding = false;
      for (const take of waiting.splice(0)) take();
    },
    refuse: (address, code = 550, words = 'no such mailbox') => void refused.set(address, { code, words }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** The value of a header of a message, unfolded. */
export const header = (message: string, name: string): string | undefined =>
  new RegExp(`^${name}:((?:[^\\r]|\\r\\n[ \\t])*)`, 'im')
    .exec(message)?.[1]
    ?.replace(/\r\n[ \t]/g, ' ')
    .trim();
