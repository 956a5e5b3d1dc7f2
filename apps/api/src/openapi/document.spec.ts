import { describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { allRoutes } from '@lesblik/shared/routes';
import { openApiDocument } from './document.ts';

const document = openApiDocument('1.2.3');

/** @returns what is wrong with it */
async function faults(of: Record<string, unknown>): Promise<unknown> {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(of));
  return result.valid ? [] : [validator.version, result.errors];
}

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    expect(document['openapi']).toMatch(/^3\.1\./);
    expect(await faults(document)).toEqual([]);
    expect(await faults({ ...document, info: { title: 'Lesblik' } })).not.toEqual([]);
  });

  test('holds every route of the contract once, with its parameters', () => {
    const paths = document['paths'] as Record<string, Record<string, { operationId: string; parameters: object[] }>>;
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
    );
    const routes = allRoutes.map(
      ({ name, route }) => `${name} ${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(operations.toSorted()).toEqual(routes.toSorted());
    for (const [path, methods] of Object.entries(paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true }));
      for (const { operationId, parameters } of Object.values(methods)) {
        expect([operationId, parameters]).toEqual([
          operationId,
          expect.arrayContaining(inPath.map((one) => expect.objectContaining(one))),
        ]);
      }
    }
  });

  test('leads to what it refers to', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"(#[^"]*)"/g)].map(([, ref = '']) => ref);
    expect(refs.length).toBeGreaterThan(0);
    for (const ref of new Set(refs)) {
      const found = ref
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
      expect([ref, found]).toEqual([ref, expect.anything()]);
    }
  });
});
