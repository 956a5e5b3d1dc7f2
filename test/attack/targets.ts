import { allRoutes } from '@lesblik/shared/routes';
import type { Route } from '@lesblik/shared/route';
import { z } from 'zod';

/** Where sqlmap puts its words. */
const HERE = '*';

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

/** One request of the contract in the form that sqlmap reads. */
export interface Target {
  name: string;
  request: string;
  places: number;
}

export interface Known {
  host: string;
  cookie: string;
  /** Ids of what is there, by the name of their parameter. */
  ids: Readonly<Record<string, string>>;
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

/**
 * A request of every route that takes words, with the words as places to attack; and one of each kind of id. What the
 * contract holds to a pattern, a list or a number is judged before any query, by the same code in every route.
 */
export function targetsOf(known: Known): Target[] {
  const tried = new Set<string>();
  return allRoutes.flatMap(({ name, route }) => {
    const request = written(route, known, tried);
    const places = request.split(HERE).length - 1;
    return places === 0 || leaves.includes(name) ? [] : [{ name, request, places }];
  });
}

/** Ends what the others stand on: the school's last lesson or trajectory, the people. */
const leaves: readonly string[] = [
  'recordings.remove',
  'recordings.cancel',
  'trajectories.step',
  'organisations.removeMember',
];

function written(
  { method, path, params, query, body }: Route,
  { host, cookie, ids }: Known,
  tried: Set<string>,
): string {
  const fields = shapeOf(params).properties ?? {};
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = ids[name] ?? (fields[name]?.format === 'uuid' ? NOBODY : 'woord');
    const first = !tried.has(name);
    tried.add(name);
    return first || isOpen(fields[name]) ? `${value}${HERE}` : value;
  });
  const search = Object.entries(shapeOf(query).properties ?? {})
    .filter(([, one]) => isOpen(one) || one.type === undefined || one.format !== undefined)
    .map(
      ([name, one]) =>
        `${name}=${encodeURIComponent(String(example(one, name, ids) ?? '1')).replaceAll('*', '')}${HERE}`,
    )
    .join('&');
  const json = body === undefined ? '' : JSON.stringify(marked(shapeOf(body), '', ids));
  const head = [
    `${method} /api${filled}${search === '' ? '' : `?${search}`} HTTP/1.1`,
    `Host: ${host}`,
    `Cookie: ${cookie}`,
    ...(json === '' ? [] : ['Content-Type: application/json']),
  ];
  return `${head.join('\r\n')}\r\n\r\n${json}`;
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

function marked(shape: Shape, name: string, ids: Known['ids']): unknown {
  const one = shape.anyOf?.[0] ?? shape.oneOf?.[0] ?? shape;
  if (one.type === 'object') {
    const fields = Object.entries(one.properties ?? {});
    return Object.fromEntries(fields.map(([key, value]) => [key, marked(value, key, ids)]));
  }
  if (one.type === 'array') return [marked(one.items ?? {}, name, ids)];
  return isOpen(one) ? `${String(example(one, name, ids))}${HERE}` : example(one, name, ids);
}

function example(shape: Shape, name: string, ids: Known['ids']): unknown {
  const { type, format, pattern, minimum = 0, minLength = 0 } = shape;
  if ('const' in shape) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  if (format === 'uuid') return ids[name] ?? NOBODY;
  if (format === 'date') return new Date().toISOString().slice(0, 10);
  if (format === 'date-time') return new Date(Date.now() + 3_600_000).toISOString();
  if (format === 'email') return 'iemand@example.org';
  if (type === 'integer' || type === 'number') return Math.max(1, minimum);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (pattern !== undefined) return '12:00';
  return type === 'string' ? 'woord'.padEnd(minLength, 'x') : undefined;
}
