import fc from 'fast-check';

const deep = (levels: number): unknown => {
  let value: unknown = 'de bodem';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** Texts that end strings, statements, paths, lines or sentences where they should not. */
export const oddText: readonly string[] = [
  ...['', ' ', '\u0000', 'a\u0000b', '\n', '\r\nSet-Cookie: a=b', '\t\v\f', '\u001b[2J', '\u007f'],
  // Half a pair, a byte order mark, the last of Unicode, letters that grow or fall apart when they are normalised.
  ...[
    '\ud800',
    'a\udfff',
    '\ufeff',
    '\uffff',
    '\u{10ffff}',
    '\u202eabc',
    '\u0130',
    '\ufdfa',
    'e\u0301',
    '👩‍👩‍👧‍👦',
    '\u0301'.repeat(300),
  ],
  ...["'", '"', '`', '\\', '%', '_', '%00', '%ff', '%2e%2e%2f', '../../../../etc/passwd', 'C:\\', '/', '//', '.', '..'],
  ...[
    "' or '1'='1",
    "'; drop table person; --",
    '") or pg_sleep(5) --',
    '$1',
    '$$',
    '{{7*7}}',
    '${7*7}',
    '<script>alert(1)</script>',
  ],
  ...['null', 'undefined', 'true', 'NaN', 'Infinity', '-0', '1e400', '0x10', '__proto__', 'constructor', 'toString'],
  ...['0000-00-00', '2026-02-30', '9999-12-31', '0001-01-01', '-000001-01-01', '+275760-09-13', '2026-11-22T25:61:61Z'],
  ...[
    '9999-12-31T23:59:59.999Z',
    '0000-01-01T00:00:00Z',
    '2026-01-01T00:00:00+99:99',
    '2016-12-31T23:59:60Z',
    '24:00',
    '-1:00',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '{00000000-0000-4000-8000-000000000000}',
  ],
  ...['a@b', 'a@b.', `${'a'.repeat(250)}@b.nl`, 'a"b@c.nl', 'Europe/Nowhere', '१२', '１２'],
  ...['a'.repeat(256), 'a'.repeat(4_001), '€'.repeat(5_000), ' '.repeat(30_000), `${'a'.repeat(30_000)}!`],
];

const oddNumbers = [
  ...[
    0,
    -0,
    -1,
    1,
    0.5,
    -0.1,
    1e-7,
    255,
    256,
    65_536,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 32,
    2 ** 53 - 1,
    2 ** 53,
  ],
  ...[1e15, 1e21, Number.MAX_VALUE, Number.MIN_VALUE, -Number.MAX_VALUE, 86_400_000, 86_400_001],
];

/** Known by name to languages and libraries. */
const oddObjects: readonly unknown[] = [
  ...[{}, [], [[]], [null], { length: 1e9 }, { constructor: { prototype: {} } }, { toJSON: 'x', then: 'x', $ref: '#' }],
  ...[
    JSON.parse('{"__proto__":{"admin":true}}') as unknown,
    deep(60),
    deep(3_000),
    Array.from({ length: 5_000 }, () => 0),
  ],
];

/** Anything that JSON can carry and nobody means. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...oddText) },
  { weight: 4, arbitrary: fc.constantFrom(...oddNumbers) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false) },
  { weight: 2, arbitrary: fc.constantFrom(...oddObjects) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);
