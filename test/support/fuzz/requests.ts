import fc from 'fast-check';
import type { Route } from '@lesblik/shared/route';
import type { Given, Row } from '../matrix/answers.ts';
import type { Role, Scene } from '../scene.ts';
import { broken } from './broken.ts';
import { fitting } from './fitting.ts';
import { odd } from './odd.ts';

/** One request as it goes over the line. */
export interface Wire {
  role: Role;
  method: string;
  /** With its query, below the server's address. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Bodies that are not what they say, or say what they are not. */
const rawBodies: readonly (readonly [body: string, headers: Record<string, string>])[] = [
  ['{"a":', { 'content-type': 'application/json' }],
  ['', { 'content-type': 'application/json' }],
  ['null', { 'content-type': 'application/json' }],
  ['"een tekst"', { 'content-type': 'application/json' }],
  ['[1,2,3]', { 'content-type': 'application/json; charset=utf-16' }],
  ['{"a":1}', { 'content-type': 'application/json; charset=een-die-er-niet-is' }],
  ['{"a":1}', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  ['{"a":1}', { 'content-type': 'application/json', 'content-encoding': 'een-die-er-niet-is' }],
  ['a=1&b[c]=2', { 'content-type': 'application/x-www-form-urlencoded' }],
  [
    '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
    { 'content-type': 'multipart/form-data; boundary=x' },
  ],
  ['{"a":1,"a":2,"__proto__":{"b":1}}', { 'content-type': 'application/json' }],
  ['{"a":1e999,"b":-1e999}', { 'content-type': 'application/json' }],
  ['\ufeff{"a":1}', { 'content-type': 'application/json' }],
  ['['.repeat(100_000), { 'content-type': 'application/json' }],
  [`${'[1,'.repeat(40_000)}1${']'.repeat(40_000)}`, { 'content-type': 'application/json' }],
  [`{"a":"${'x'.repeat(300_000)}"}`, { 'content-type': 'application/json' }],
  [
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    { 'content-type': 'text/xml' },
  ],
];

const oddHeaders: readonly Record<string, string>[] = [
  ...[
    { range: 'bytes=-1' },
    { range: 'bytes=5-1' },
    { range: 'bytes=0-0,2-2' },
    { range: 'bytes=99999999999999999999-' },
  ],
  ...[
    { accept: 'text/html' },
    { 'accept-language': 'x'.repeat(200) },
    { 'if-none-match': '*' },
    { 'if-modified-since': 'x' },
  ],
  ...[
    { 'x-http-method-override': 'DELETE' },
    { 'x-forwarded-for': "1.1.1.1, '" },
    { forwarded: 'for=_' },
    { 'user-agent': '\u0080' },
  ],
  ...[{ origin: 'null' }, { origin: 'https://elders.example.org' }, { 'sec-fetch-site': 'cross-site' }],
  ...[
    { authorization: 'Bearer x' },
    { cookie: 'lesblik.session_token=%' },
    { cookie: 'lesblik.session_token=a.b; =; x' },
  ],
];

const hasBody = ({ method }: Route): boolean => method !== 'GET';

/** Of all that is there, people included. */
export const idsOf = ({ cast, ...things }: Scene): string[] =>
  [
    ...Object.values(things),
    cast.organisationId,
    ...Object.values(cast).map((one) => (one as { id?: string })?.id ?? ''),
  ].filter((one) => /^[0-9a-f-]{36}$/.test(one));

/** Requests of one route, fitting, nearly fitting and not at all. */
export function requestsOf({ route, input, answers }: Row, scene: Scene): fc.Arbitrary<Wire> {
  const ids = idsOf(scene);
  const everyone = Object.keys(answers) as Role[];
  const allowed = everyone.filter((role) => answers[role] < 400);
  const role = fc.oneof(fc.constantFrom(...(allowed.length > 0 ? allowed : everyone)), fc.constantFrom(...everyone));

  const meant = fc.constant(undefined).map(() => input(scene));
  const part = (name: 'params' | 'query' | 'body') => {
    const schema = route[name];
    const usual = meant.map((given) => given[name] ?? {});
    return schema === undefined ? usual : fc.oneof(usual, fitting(schema, ids));
  };
  const params = part('params');
  const usualParams = meant.map((given) => given.params ?? {});
  const at = (whole: fc.Arbitrary<unknown>, query: fc.Arbitrary<unknown>, where: fc.Arbitrary<unknown> = usualParams) =>
    fc.record({ params: where, query, body: whole }) as fc.Arbitrary<Given>;
  const given = fc.oneof(
    { weight: 3, arbitrary: at(part('body'), part('query')) },
    { weight: 1, arbitrary: at(part('body'), part('query'), params) },
    { weight: route.body === undefined ? 0 : 8, arbitrary: at(broken(part('body')), part('query')) },
    { weight: route.body === undefined ? 1 : 0, arbitrary: at(odd, part('query')) },
    { weight: route.query === undefined ? 1 : 4, arbitrary: at(part('body'), broken(part('query'))) },
    { weight: route.params === undefined ? 0 : 3, arbitrary: at(part('body'), part('query'), broken(params)) },
    { weight: 1, arbitrary: at(odd, odd, broken(params)) },
  );
  const json = { 'content-type': 'application/json' };
  const whole = fc
    .tuple(role, given, fc.option(fc.constantFrom(...oddHeaders), { freq: 12 }))
    .map(([who, one, more]): Wire => ({
      ...{ role: who, method: route.method, path: pathOf(route, one) },
      headers: { ...(hasBody(route) && json), ...more },
      ...(hasBody(route) && { body: JSON.stringify(one.body ?? null) }),
    }));
  if (!hasBody(route)) return whole;
  const raw = fc.tuple(role, meant, fc.constantFrom(...rawBodies)).map(([who, one, [body, headers]]): Wire => ({
    role: who,
    method: route.method,
    path: pathOf(route, one),
    headers,
    body,
  }));
  return fc.oneof({ weight: 12, arbitrary: whole }, { weight: 1, arbitrary: raw });
}

/** What an address may be long at most, so that no part of it makes Node refuse the headers as too large. */
const LONGEST_QUERY = 8_000;
const LONGEST_PARAM = 200;

const written = (value: unknown): string =>
  (typeof value === 'object' ? JSON.stringify(value) : String(value)).toWellFormed();

/** One part of a path, whatever it holds: empty or of dots alone it would be another address than the route's. */
const partOf = (value: unknown): string => {
  const text = [...written(value ?? '')].slice(0, LONGEST_PARAM).join('');
  if (/^\.{0,2}$/.test(text)) return 'x';
  // A percent sign that nobody encoded.
  return /^%(?!2[ef])\w{0,2}$/i.test(text) ? text : encodeURIComponent(text);
};

function pathOf({ path }: Route, { params, query }: Given): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => partOf(params?.[name]));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value.slice(0, 20) : [value]) search.append(name, written(one));
  }
  return `/api${filled}${search.size > 0 ? `?${search}`.slice(0, LONGEST_QUERY) : ''}`;
}
