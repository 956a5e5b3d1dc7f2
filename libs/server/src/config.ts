import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { MAX_FILM_BYTES } from '@lesblik/shared/recordings';
import { z } from 'zod';

/** The one file that reads the environment. `.env.example` is generated from `environment`. */

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`);

const address = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    );

const yesNo = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');
const text = z.string();
const GB = 1000 ** 3;
const MASTER_KEY = /^(?:[0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)$/;
const MASTER_KEY_FORM = 'must be 32 bytes, as 64 hexadecimal digits or as base64';
/** RFC 1123; its last label is no number, or it would be a mistyped address. */
const HOST_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

export const environment = z.object({
  LESBLIK_MODE: z
    .enum(['demo', 'lan', 'serve', 'test'], 'must be demo, lan, serve or test')
    .default('serve')
    .describe(
      'demo: a made-up school with known sign-ins, on loopback only. lan: the same with a new password, for other devices. serve: a real school. test: for the tests.',
    ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'must be trace, debug, info, warn, error or silent')
    .default('info')
    .describe('How much is logged. Logs never hold comments, goals or secrets.'),

  HOST: text
    .default('127.0.0.1')
    .describe('Address the API listens on. Behind a proxy on the same machine, loopback is right.'),
  PORT: whole(0, 65_535).default(3000).describe('Port the API and the web listen on; 0 takes a free one.'),
  PUBLIC_URL: address('http:', 'https:')
    .default('http://localhost:3000')
    .describe('Where people reach Lesblik; used in mails and for cookies. With https, cookies are Secure.'),
  TLS_CERTIFICATE_FILE: text
    .optional()
    .describe('Certificate (PEM) with which the API speaks TLS itself, where no proxy does it.'),
  TLS_KEY_FILE: text.optional().describe('Private key (PEM) of that certificate.'),
  TRUSTED_PROXIES: text
    .optional()
    .describe(
      'Addresses or networks of the proxies before the API, separated by commas (e.g. 10.0.0.0/8). Only theirs are believed about who calls.',
    ),
  METRICS_TOKEN: text
    .min(16, 'must be at least 16 characters')
    .optional()
    .describe(
      'Bearer token with which /api/metrics may be read. Without it they are read only on a machine whose PUBLIC_URL is localhost.',
    ),

  DATA_DIR: text.default('.data').describe('Folder for everything kept: objects, keys, outbox, scratch.'),
  DATABASE_URL: address('postgres:', 'postgresql:').describe(
    'PostgreSQL 15 or later. npm start fills this in with the embedded one.',
  ),
  DATABASE_POOL: whole(2, 200).default(10).describe('Connections to PostgreSQL that each process may hold.'),
  REDIS_URL: address('redis:', 'rediss:')
    .optional()
    .describe('Redis or Valkey for the job queue. Without it the queue lives in PostgreSQL.'),

  S3_ENDPOINT: address('http:', 'https:')
    .optional()
    .describe('Address of an S3 API for the objects. Without S3_BUCKET they are kept in DATA_DIR/objects.'),
  S3_REGION: text.default('us-east-1').describe('Region of the bucket.'),
  S3_BUCKET: text
    .min(3, 'must be at least 3 characters')
    .optional()
    .describe('Bucket for the objects; naming one switches S3 on.'),
  S3_ACCESS_KEY_ID: text.optional().describe('Access key for S3.'),
  S3_SECRET_ACCESS_KEY: text.optional().describe('Secret key for S3.'),
  S3_FORCE_PATH_STYLE: yesNo
    .default(true)
    .describe('Name the bucket in the path, not in the host name. Most servers of one’s own want true.'),

  KEYS_DIR: text
    .optional()
    .describe('Folder of the wrapped recording keys; DATA_DIR/keys by default. Back it up apart from the database.'),
  MASTER_KEY: text
    .regex(MASTER_KEY, MASTER_KEY_FORM)
    .optional()
    .describe('The key that wraps every recording’s key: 32 bytes as hex or base64. Instead of a file.'),
  MASTER_KEY_BEFORE: text
    .regex(MASTER_KEY, MASTER_KEY_FORM)
    .optional()
    .describe('The one before MASTER_KEY, until npm run keys -- rewrap has wrapped everything by the new one.'),
  MASTER_KEY_FILE: text
    .optional()
    .describe(
      'File with the master key; KEYS_DIR/master.key by default, made on the first start. Further lines are earlier ones, which still open what they wrapped.',
    ),
  KEY_SERVER_URL: address('http:', 'https:')
    .optional()
    .describe(
      'Address of OpenBao or HashiCorp Vault, whose transit engine wraps the recordings’ keys instead of a master key here.',
    ),
  KEY_SERVER_TOKEN: text.optional().describe('Token for that server; it may encrypt, decrypt and read that one key.'),
  KEY_SERVER_KEY: text.default('lesblik').describe('Name of the key in its transit engine.'),
  KEY_BACKUP_DAYS: whole(1, 365)
    .default(7)
    .describe('How many days a backup of the keys is kept. From then on no copy of a deleted recording’s key exists.'),
  AUTH_SECRET: text
    .min(32, 'must be at least 32 characters')
    .optional()
    .describe('Signs the session cookies. Made on the first start in DATA_DIR/auth.secret when absent.'),

  SMTP_URL: address('smtp:', 'smtps:')
    .optional()
    .describe(
      'Mail server, e.g. smtp://user:password@mail.example.org:587. Without it mail is written to DATA_DIR/outbox.',
    ),
  MAIL_FROM: text.default('Lesblik <no-reply@localhost>').describe('Sender of the mails.'),

  MEDIASOUP_WORKER_BIN: text
    .optional()
    .describe('The media router’s binary; the one that mediasoup brings by default.'),
  MEDIASOUP_WORKERS: whole(0, 256).default(0).describe('Media routers that carry the calls; 0 takes one a core.'),
  MEDIASOUP_ANNOUNCED_ADDRESS: text
    .default('127.0.0.1')
    .describe(
      'Addresses (IPv4, IPv6) or host name at which browsers reach this machine for calls, separated by commas. Loopback: calls on this machine only.',
    ),
  MEDIASOUP_PORT: whole(0, 65_535)
    .default(44_400)
    .describe('Port (UDP and TCP) of the first media router, the next ones count on from it; 0 takes free ones.'),
  TURN_URLS: text
    .optional()
    .describe(
      'Relay (coturn) for browsers that cannot reach the media ports, e.g. turn:turn.example.org:3478,turns:turn.example.org:5349. Separated by commas.',
    ),
  TURN_SECRET: text
    .min(16, 'must be at least 16 characters')
    .optional()
    .describe(
      'The secret shared with the relay (static-auth-secret of coturn): short-lived credentials are made of it.',
    ),

  MAX_FILM_BYTES: whole(1, Number.MAX_SAFE_INTEGER).default(MAX_FILM_BYTES).describe('Largest film, in bytes.'),
  SCHOOL_QUOTA_BYTES: whole(1, Number.MAX_SAFE_INTEGER)
    .default(500 * GB)
    .describe('Room a new school gets for its films, in bytes; an administrator may change it.'),
  SCRATCH_DIR: text.optional().describe('Folder for half-made work of the media worker; DATA_DIR/scratch by default.'),
  WORKER_CONCURRENCY: whole(1, 256)
    .default(1)
    .describe('Pieces of film that a media worker makes at once on each processor it may use.'),
  WORKER_LOCK_SECONDS: whole(1, 600)
    .default(8)
    .describe('After so long without a sign of life a media worker counts as dead, and others take its work.'),
  WORKER_THREADS: whole(0, 256)
    .default(0)
    .describe(
      'Threads of each encoder; 0: one, or more where a film has fewer pieces than there are processors. More threads, fewer pieces at once.',
    ),
});

export type Environment = z.output<typeof environment>;

/** Settings whose values are never repeated in a message. */
const secrets = new Set([
  'DATABASE_URL',
  'REDIS_URL',
  'SMTP_URL',
  'MASTER_KEY',
  'MASTER_KEY_BEFORE',
  'KEY_SERVER_TOKEN',
  'AUTH_SECRET',
  'METRICS_TOKEN',
  'TURN_SECRET',
  'S3_SECRET_ACCESS_KEY',
]);

/** The environment is wrong: each line of the message is one sentence that names the setting. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Config = ReturnType<typeof readConfig>;

/** @throws ConfigError */
export function readConfig(env: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => sentence(String(issue.path[0]), issue.message, given)).join('\n'),
    );
  }
  const e = parsed.data;
  const dataDir = resolve(e.DATA_DIR);
  const keysDir = e.KEYS_DIR === undefined ? join(dataDir, 'keys') : resolve(e.KEYS_DIR);
  return {
    mode: e.LESBLIK_MODE,
    logLevel: e.LOG_LEVEL,
    http: {
      host: loopbackInDemo(e),
      port: e.PORT,
      publicUrl: e.PUBLIC_URL.replace(/\/+$/, ''),
      tls: tls(e),
      trustedProxies: proxies(e.TRUSTED_PROXIES),
      metricsToken: e.METRICS_TOKEN,
    },
    dataDir,
    database: { url: e.DATABASE_URL, pool: e.DATABASE_POOL },
    redisUrl: e.REDIS_URL,
    storage: storage(e, dataDir),
    keys: masterKey(e, keysDir),
    auth: { secret: e.AUTH_SECRET, secretFile: join(dataDir, 'auth.secret') },
    mail: { smtpUrl: e.SMTP_URL, from: e.MAIL_FROM, outboxDir: join(dataDir, 'outbox') },
    mediasoup: {
      workerBin: e.MEDIASOUP_WORKER_BIN,
      workers: e.MEDIASOUP_WORKERS === 0 ? availableParallelism() : e.MEDIASOUP_WORKERS,
      announcedAddresses: announced(e.MEDIASOUP_ANNOUNCED_ADDRESS),
      port: e.MEDIASOUP_PORT,
    },
    turn: turn(e),
    limits: { filmBytes: e.MAX_FILM_BYTES, schoolQuotaBytes: e.SCHOOL_QUOTA_BYTES },
    worker: {
      scratchDir: e.SCRATCH_DIR === undefined ? join(dataDir, 'scratch') : resolve(e.SCRATCH_DIR),
      concurrency: e.WORKER_CONCURRENCY,
      lockMs: e.WORKER_LOCK_SECONDS * 1000,
      threads: e.WORKER_THREADS,
    },
  };
}

/** The settings of this process. @throws ConfigError */
export const loadConfig = (): Config => readConfig(process.env);

function sentence(name: string, message: string, given: Record<string, string | undefined>): string {
  const value = given[name];
  if (value === undefined)
    return `${name} is missing: set it to ${environment.shape[name as keyof Environment].description ?? 'a value'}`;
  return secrets.has(name) ? `${name} ${message}.` : `${name} ${message}, not "${value}".`;
}

function loopbackInDemo(e: Environment): string {
  if (e.LESBLIK_MODE === 'demo' && !['127.0.0.1', '::1', 'localhost'].includes(e.HOST)) {
    throw new ConfigError(`HOST must be loopback in the demo, whose passwords everyone knows, not "${e.HOST}".`);
  }
  return e.HOST;
}

function tls({ TLS_CERTIFICATE_FILE: certificateFile, TLS_KEY_FILE: keyFile }: Environment) {
  if (certificateFile === undefined && keyFile === undefined) return undefined;
  if (certificateFile === undefined || keyFile === undefined)
    throw new ConfigError('TLS_CERTIFICATE_FILE and TLS_KEY_FILE belong together: set both, or neither.');
  return { certificateFile, keyFile };
}

const listed = (list: string | undefined): string[] =>
  (list ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Whether this machine has them is looked at when the media routers start: behind NAT it need not. */
function announced(list: string): string[] {
  const all = listed(list);
  const wrong = (item: string, why: string) => new ConfigError(`MEDIASOUP_ANNOUNCED_ADDRESS ${why}, not "${item}".`);
  if (all.length === 0) throw wrong(list, 'must be an address or a host name');
  for (const item of all) {
    if (item === '0.0.0.0' || item === '::') throw wrong(item, 'must be an address that a browser can call');
    if (isIP(item) === 0 && !HOST_NAME.test(item)) throw wrong(item, 'must be addresses or host names, without a port');
  }
  return all;
}

function turn(e: Environment) {
  const urls = listed(e.TURN_URLS);
  for (const url of urls) {
    if (!/^turns?:[^\s/]+$/.test(url))
      throw new ConfigError(`TURN_URLS must be addresses that start with turn: or turns:, not "${url}".`);
  }
  if (urls.length === 0) return undefined;
  if (e.TURN_SECRET === undefined)
    throw new ConfigError('TURN_SECRET is missing: TURN_URLS is set, so give the secret shared with the relay too.');
  return { urls, secret: e.TURN_SECRET };
}

function proxies(list: string | undefined): string[] {
  const all = listed(list);
  for (const item of all) {
    const [ip = '', bits, rest] = item.split('/');
    const family = isIP(ip);
    const bitsFit = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
    if (family === 0 || rest !== undefined || !bitsFit) {
      throw new ConfigError(`TRUSTED_PROXIES must be addresses or networks separated by commas, not "${item}".`);
    }
  }
  return all;
}

function storage(e: Environment, dataDir: string) {
  if (e.S3_BUCKET === undefined) {
    if (e.S3_ENDPOINT !== undefined)
      throw new ConfigError('S3_BUCKET is missing: S3_ENDPOINT is set, so name the bucket too.');
    return { kind: 'directory', path: join(dataDir, 'objects') } as const;
  }
  if (e.S3_ACCESS_KEY_ID === undefined)
    throw new ConfigError('S3_ACCESS_KEY_ID is missing: S3_BUCKET is set, so give its key too.');
  if (e.S3_SECRET_ACCESS_KEY === undefined) {
    throw new ConfigError('S3_SECRET_ACCESS_KEY is missing: S3_BUCKET is set, so give its secret too.');
  }
  return {
    kind: 's3',
    endpoint: e.S3_ENDPOINT,
    region: e.S3_REGION,
    bucket: e.S3_BUCKET,
    accessKeyId: e.S3_ACCESS_KEY_ID,
    secretAccessKey: e.S3_SECRET_ACCESS_KEY,
    forcePathStyle: e.S3_FORCE_PATH_STYLE,
  } as const;
}

function masterKey(e: Environment, dir: string) {
  if (e.MASTER_KEY !== undefined && e.MASTER_KEY_FILE !== undefined) {
    throw new ConfigError('MASTER_KEY and MASTER_KEY_FILE are both set: keep one of them.');
  }
  const file = e.MASTER_KEY_FILE === undefined ? join(dir, 'master.key') : resolve(e.MASTER_KEY_FILE);
  return {
    ...{ dir, masterKey: e.MASTER_KEY, masterKeyBefore: e.MASTER_KEY_BEFORE, masterKeyFile: file },
    keyServer: keyServer(e),
    backupDays: e.KEY_BACKUP_DAYS,
  };
}

function keyServer({ KEY_SERVER_URL: url, KEY_SERVER_TOKEN: token, KEY_SERVER_KEY: key }: Environment) {
  if (url === undefined) return undefined;
  if (token === undefined)
    throw new ConfigError('KEY_SERVER_TOKEN is missing: KEY_SERVER_URL is set, so give its token too.');
  return { url: url.replace(/\/+$/, ''), token, key };
}
