import { allRoutes } from '@lesblik/shared/routes';
import type { Route } from '@lesblik/shared/route';
import { z } from 'zod';
import { LABEL } from './between.ts';

/** Where sqlmap puts its words. */
const HERE = '*';

/** Fields of one body go through one parser into one statement: more of them say the same at the same price each. */
const MOST_OF_A_BODY = 2;

interface Shape {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  minItems?: number;
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
}

/** One request of the contract. */
export interface Target {
  name: string;
  method: string;
  /** Below `/api`, without marks. */
  path: string;
  body: string | undefined;
  /** In the form that sqlmap reads: a `*` after every word to attack. */
  request: string;
  places: number;
}

export interface Known {
  /** To which the tool sends. */
  host: string;
  /** Our own page, as a browser names it. */
  origin: string;
  cookie: string;
  /** Ids of what is there, by the name of their parameter. */
  ids: Readonly<Record<string, string>>;
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Ends what the others stand on: the school's last lesson or trajectory, the people. */
const SPARED: readonly string[] = [
  'recordings.remove',
  'recordings.cancel',
  'trajectories.step',
  'organisations.updateMember',
  'organisations.removeMember',
];

/**
 * A request of every route that takes words, with the words as places to attack; and one of each kind of id. What the
 * contract holds to a pattern, a list or a number is judged before any query, by the same code in every route.
 */
export function targetsOf(known: Known): Target[] {
  const tried = new Set<string>();
  return allRoutes
    .filter(({ name }) => !SPARED.includes(name))
    .map(({ name, route }) => {
      const marked = pathOf(route, known.ids, tried);
      const body =
        route.body === undefined ? undefined : bodyOf(shapeOf(route.body), '', known.ids, { left: MOST_OF_A_BODY });
      const json = body === undefined ? '' : JSON.stringify(body);
      const head = [
        `${route.method} /api${marked} HTTP/1.1`,
        ...[`Host: ${known.host}`, `Origin: ${known.origin}`, `Cookie: ${known.cookie}`, `${LABEL}: ${name}`],
        ...(json === '' ? [] : ['Content-Type: application/json']),
      ];
      const request = `${head.join('\r\n')}\r\n\r\n${json}`;
      return {
        name,
        method: route.method,
        path: marked.replaceAll(HERE, ''),
        body: json === '' ? undefined : json.replaceAll(HERE, ''),
        request,
        places: request.split(HERE).length - 1,
      };
    })
    .filter(({ places }) => places > 0);
}

/** Of every route that is read, where all that it asks for is known; first those that take something. */
export const addressesOf = ({ ids }: Pick<Known, 'ids'>): string[] =>
  allRoutes
    .filter(({ route: { method, path } }) => method === 'GET' && !parameters(path).some((name) => !(name in ids)))
    .map(({ route }) => pathOf(route, ids, new Set()).replaceAll(HERE, ''))
    // A page of a list that nobody gave out is refused before anything else is looked at.
    .map((path) => path.replace(/([?&])cursor=[^&]*&?/, '$1').replace(/[?&]$/, ''))
    .toSorted((one, other) => Number(other.includes('?')) - Number(one.includes('?')));

const parameters = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

/** @param tried the parameters that need no mark any more where they are ids; those that are marked here come in */
function pathOf({ path, params, query }: Route, ids: Known['ids'], tried: Set<string>): string {
  const fields = shapeOf(params).properties ?? {};
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = ids[name] ?? (fields[name]?.format === 'uuid' ? NOBODY : 'woord');
    const first = !tried.has(name);
    tried.add(name);
    return first || isOpen(fields[name]) ? `${value}${HERE}` : value;
  });
  const search = Object.entries(shapeOf(query).properties ?? {})
    .filter(([name, one]) => isOpen(one) || (one.format !== undefined && !tried.has(name)))
    .map(([name, one]) => {
      if (!isOpen(one)) tried.add(name);
      return `${name}=${encodeURIComponent(String(example(one, name, ids)))}${HERE}`;
    });
  return search.length === 0 ? filled : `${filled}?${search.join('&')}`;
}

const shapeOf = (schema: z.ZodType | undefined): Shape =>
  schema === undefined
    ? {}
    : (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape);

/** Any words may stand there. */
const isOpen = (shape: Shape | undefined): boolean =>
  shape?.type === 'string' &&
  !('const' in shape) &&
  shape.enum === undefined &&
  shape.format === undefined &&
  shape.pattern === undefined;

/** @param marks how many may still be set */
function bodyOf(shape: Shape, name: string, ids: Known['ids'], marks: { left: number }): unknown {
  const one = shape.anyOf?.[0] ?? shape.oneOf?.[0] ?? shape;
  if (one.type === 'object') {
    const { properties = {}, required = [] } = one;
    // What may be left out and takes no words would only be a reason to refuse the whole.
    const fields = Object.entries(properties).filter(([key, value]) => required.includes(key) || isOpen(value));
    return Object.fromEntries(fields.map(([key, value]) => [key, bodyOf(value, key, ids, marks)]));
  }
  if (one.type === 'array') return [bodyOf(one.items ?? {}, name.replace(/s$/, ''), ids, marks)];
  const value = example(one, name, ids);
  if (!isOpen(one) || name === 'password' || marks.left === 0) return value;
  marks.left -= 1;
  return `${String(value)}${HERE}`;
}

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();

/** Words that are held to more than their shape says. */
const WORDS: Readonly<Record<string, string>> = {
  email: 'iemand@example.org',
  timeZone: 'Europe/Amsterdam',
  times: TOMORROW.slice(0, 16),
  time: TOMORROW.slice(0, 16),
};

function example(shape: Shape, name: string, ids: Known['ids']): unknown {
  const { type, format, pattern, minimum = 0, minLength = 0 } = shape;
  if ('const' in shape) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  if (format === 'uuid') return ids[name] ?? NOBODY;
  if (format === 'date') return TOMORROW.slice(0, 10);
  if (format === 'date-time') return TOMORROW;
  if (type === 'integer' || type === 'number') return Math.max(1, minimum);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  const known = WORDS[name];
  if (known !== undefined) return known;
  if (pattern !== undefined) return '12:00';
  return type === 'string' ? 'woord'.padEnd(minLength, 'x') : undefined;
}
