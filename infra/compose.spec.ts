import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, readConfig } from '@lesblik/server/config';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const Text = z.union([z.string(), z.number()]).transform(String);
const Service = z.object({
  image: z.string(),
  build: z.object({ context: z.literal('..'), dockerfile: z.string(), target: z.string() }).optional(),
  environment: z.record(z.string(), Text).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.object({})),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

const compose = Compose.parse(parse(read('infra/compose.yaml'), { merge: true }));
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);

/** What a school fills in. */
const filledIn: Record<string, string> = {
  LESBLIK_DOMAIN: 'lesblik.example.org',
  POSTGRES_PASSWORD: 'hush',
  S3_ACCESS_KEY_ID: `GK${'0'.repeat(24)}`,
  S3_SECRET_ACCESS_KEY: '0'.repeat(64),
  SMTP_URL: 'smtp://mail.example.org:587',
  MAIL_FROM: 'Lesblik <lesblik@example.org>',
  MEDIASOUP_ANNOUNCED_ADDRESS: '192.0.2.1',
};
const fill = (text: string): string =>
  text.replaceAll(/\$\{(\w+)(?::([?-])[^}]*)?\}/g, (_, name: string, kind?: string) =>
    kind === '-' ? (filledIn[name] ?? '') : (filledIn[name] ?? `\${${name}}`),
  );
const filled = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(value)]));

describe('compose.yaml', () => {
  test.each(ours)('%s is told only settings that Lesblik knows', (_, { environment: given }) => {
    expect(Object.keys(given).filter((name) => !(name in environment.shape))).toEqual([]);
  });

  test.each(ours)(
    '%s starts with these settings, on S3, Redis and the real PostgreSQL',
    (_, { environment: given }) => {
      const config = readConfig(filled(given));
      expect(config.turn).toBeUndefined();
      expect(config).toMatchObject({ mode: 'serve', redisUrl: 'redis://queue:6379', storage: { kind: 's3' } });
      expect(new URL(config.database.url).hostname).toBe('database');
    },
  );

  test('Lesblik and the services it uses agree on names, ports and passwords', () => {
    const { api, storage, database } = compose.services;
    const { DATABASE_URL = '', S3_ENDPOINT = '', ...rest } = filled(api?.environment ?? {});
    const { username, password, pathname } = new URL(DATABASE_URL);
    expect({ POSTGRES_USER: username, POSTGRES_PASSWORD: password, POSTGRES_DB: pathname.slice(1) }).toEqual(
      filled(database?.environment ?? {}),
    );
    expect(filled(storage?.environment ?? {})).toMatchObject({
      GARAGE_DEFAULT_ACCESS_KEY: rest['S3_ACCESS_KEY_ID'],
      GARAGE_DEFAULT_SECRET_KEY: rest['S3_SECRET_ACCESS_KEY'],
      GARAGE_DEFAULT_BUCKET: rest['S3_BUCKET'],
    });
    const garage = read('infra/storage/garage.toml');
    expect(garage).toContain(`api_bind_addr = "[::]:${new URL(S3_ENDPOINT).port}"`);
    expect(garage).toContain(`s3_region = "${rest['S3_REGION']}"`);
    expect(read('infra/proxy/Caddyfile')).toContain(`reverse_proxy api:${rest['PORT']}`);
    expect(rest['MEDIASOUP_WORKERS']).toBe('1');
    expect(api?.ports).toEqual(
      ['tcp', 'udp'].map((kind) => `${rest['MEDIASOUP_PORT']}:${rest['MEDIASOUP_PORT']}/${kind}`),
    );
    expect(api?.healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${rest['PORT']}/api/ready`);
  });

  test('every volume, secret, service and file that is used is there, and every volume is used', () => {
    const mounts = services.flatMap(([, { volumes }]) => volumes.map((volume) => volume.split(':')[0] ?? ''));
    const [files, named] = [
      mounts.filter((from) => from.startsWith('.')),
      mounts.filter((from) => !from.startsWith('.')),
    ];
    expect(new Set(named)).toEqual(new Set(Object.keys(compose.volumes)));
    expect(files.filter((file) => !existsSync(join(import.meta.dirname, file)))).toEqual([]);
    for (const [, { secrets, depends_on: needs }] of services) {
      expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining(secrets));
      for (const [name, { condition }] of Object.entries(needs)) {
        const needed = compose.services[name];
        expect(needed).toBeDefined();
        if (condition === 'service_healthy') expect(needed?.healthcheck).toBeDefined();
      }
    }
  });

  test('the keys lie apart from database and objects, and only Lesblik reaches them', () => {
    const withKeys = services.filter(([, { volumes }]) => volumes.some((volume) => volume.startsWith('keys:')));
    expect(withKeys.map(([name]) => name)).toEqual(['api', 'worker']);
    for (const [, { volumes, environment: given, secrets }] of withKeys) {
      expect(volumes).toContain(`keys:${given['KEYS_DIR']}`);
      expect(secrets.map((secret) => `/run/secrets/${secret}`)).toEqual([given['MASTER_KEY_FILE']]);
    }
  });

  test('every image says its version, and none is "latest"', () => {
    for (const [, { image, build }] of services) if (build === undefined) expect(image).toMatch(/:v?\d[\w.-]*$/);
  });
});

describe('Dockerfile', () => {
  const lines = read('infra/Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const instructions = (name: string): string[] =>
    lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1).trim());
  const stages = instructions('FROM').map((line) => line.split(' AS ')[1] ?? '');

  test('it has each target that compose builds', () => {
    expect(stages).toEqual(expect.arrayContaining(ours.map(([, { build }]) => build?.target)));
  });

  test('what it copies is in the repository and not ignored, or comes from one of its stages', () => {
    const kept = read('infra/Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    for (const copy of instructions('COPY')) {
      const from = /^--from=(\S+)/.exec(copy)?.[1];
      if (from !== undefined) {
        expect(stages).toContain(from);
        continue;
      }
      for (const source of copy.split(/\s+/).slice(0, -1)) {
        expect([source, existsSync(join(root, source))]).toEqual([source, true]);
        expect(kept.some((path) => source === path || source.startsWith(`${path}/`))).toBe(true);
      }
    }
  });

  test('it installs the packages of every workspace', () => {
    const copied = instructions('COPY').join('\n');
    for (const file of globSync('{apps,libs}/*/package.json', { cwd: root })) expect(copied).toContain(file);
  });

  test('nothing runs as root, and both programs start from what the build makes', () => {
    expect(instructions('USER')).toEqual(['node', 'node']);
    for (const command of instructions('CMD')) {
      const [program, script = ''] = z.array(z.string()).parse(JSON.parse(command));
      expect(program).toBe('node');
      expect(existsSync(join(root, script.replace('/dist/', '/src/').replace(/\.js$/, '.ts')))).toBe(true);
    }
  });

  test('the folders of the settings belong to the user it runs as', () => {
    const owned = instructions('RUN').find((line) => line.includes('install -d -o node')) ?? '';
    const mounted = ours.flatMap(([, { volumes }]) => volumes.map((volume) => volume.split(':')[1]));
    for (const folder of mounted) expect(owned.split(' ')).toContain(folder);
  });
});
