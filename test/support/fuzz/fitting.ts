import fc from 'fast-check';
import { z } from 'zod';
import { oddText } from './odd.ts';

/** As much of JSON Schema as zod writes of the contract. */
interface Shape {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  propertyNames?: Shape;
  additionalProperties?: Shape | boolean;
  items?: Shape;
  minItems?: number;
  maxItems?: number;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

/** Long enough to be refused where it is too long, short enough to be sent by the thousand. */
const LONGEST = 20_000;
const MOST_ITEMS = 6;

/** What the schema takes, as the sender writes it. @param ids of things that are there */
export function fitting(schema: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  return of(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape, ids);
}

function of(shape: Shape, ids: readonly string[]): fc.Arbitrary<unknown> {
  if ('const' in shape) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => of(one, ids)));
  if (shape.allOf !== undefined) {
    const parts = shape.allOf.map((one) => of(one, ids) as fc.Arbitrary<object>);
    return fc.tuple(...parts).map((all) => Object.assign({}, ...all) as object);
  }
  if (shape.type === 'object') return object(shape, ids);
  if (shape.type === 'array') return array(shape, ids);
  if (shape.type === 'string') return text(shape, ids);
  if (shape.type === 'integer') return edged(shape, (min, max) => fc.integer({ min, max }));
  if (shape.type === 'number') return edged(shape, (min, max) => fc.double({ min, max, noNaN: true }));
  if (shape.type === 'boolean') return fc.boolean();
  if (shape.type === 'null') return fc.constant(null);
  // Anything, as far as its schema says: numbers in a query, bytes in a message.
  return fc.oneof(fc.integer({ min: 0, max: 300 }), fc.jsonValue({ maxDepth: 1 }), fc.uint8Array({ maxLength: 200 }));
}

function object(
  { properties = {}, required = [], additionalProperties, propertyNames }: Shape,
  ids: readonly string[],
) {
  const fields = fc.record(Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, of(one, ids)])), {
    requiredKeys: required,
  });
  if (typeof additionalProperties !== 'object') return fields;
  const names = propertyNames === undefined ? fc.string({ maxLength: 20 }) : of(propertyNames, ids);
  return fc.dictionary(names.map(String), of(additionalProperties, ids), { maxKeys: MOST_ITEMS });
}

function array({ items = {}, minItems = 0, maxItems = MOST_ITEMS }: Shape, ids: readonly string[]) {
  return fc.array(of(items, ids), {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, MOST_ITEMS)),
  });
}

function text(
  { format, pattern, minLength = 0, maxLength = 200 }: Shape,
  ids: readonly string[],
): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...ids) }, fc.uuid({ version: 4 }));
  if (format === 'date') return day;
  if (format === 'date-time') return instant;
  if (format === 'email') return fc.emailAddress();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  const most = Math.max(minLength, Math.min(maxLength, LONGEST));
  const fits = oddText.filter(({ length }) => length >= minLength && length <= most);
  return fc.oneof(
    { weight: 5, arbitrary: fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(most, minLength + 40) }) },
    { weight: 1, arbitrary: fc.constantFrom('a'.repeat(most), 'é'.repeat(minLength), ...fits) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength, maxLength: Math.min(most, minLength + 40) }) },
  );
}

/** Its edges, and small numbers more often than large ones. */
const edged = (
  { minimum, maximum }: Shape,
  between: (min: number, max: number) => fc.Arbitrary<number>,
): fc.Arbitrary<number> => {
  const min = minimum ?? Number.MIN_SAFE_INTEGER;
  const max = maximum ?? Number.MAX_SAFE_INTEGER;
  const small = between(Math.max(min, Math.min(0, max)), Math.min(max, Math.max(min, 10_000)));
  return fc.oneof({ weight: 3, arbitrary: small }, fc.constantFrom(min, max), between(min, max));
};

const soon = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });
const ever = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
const when = fc.oneof({ weight: 4, arbitrary: soon }, ever);
const day = when.map((date) => date.toISOString().slice(0, 10));
const instant = when.map((date) => date.toISOString());
