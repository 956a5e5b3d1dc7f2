import { MIN_PASSWORD } from '@lesblik/shared/identity';
import { type ProblemCode, problems } from '@lesblik/shared/problems';
import { BYTES, type Route } from '@lesblik/shared/route';
import { allRoutes } from '@lesblik/shared/routes';
import { z } from 'zod';

type Json = Record<string, unknown>;

const always: ProblemCode[] = ['invalid_input', 'not_found', 'too_many_requests', 'internal'];

const named = z.registry<{ id: string }>();

/** OpenAPI 3.1 made from the route table, so that it cannot say other than the code does. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const { name, route } of allRoutes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lesblik',
      version,
      description: `Times are whole milliseconds. What one may not see does not exist (404). Refusals are application/problem+json with a stable code. Sign in at POST /api/auth/sign-in/email (passwords of ${MIN_PASSWORD} characters and more); films are sent by tus 1.0 to /api/uploads with metadata recordingId, filename, filetype.`,
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/api' }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'lesblik.session_token' } },
      schemas: { Problem: problemSchema },
    },
  };
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { const: 'about:blank' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problems) },
    details: { type: 'object' },
  },
};

function operation(name: string, route: Route): Json {
  return {
    operationId: name,
    tags: [name.split('.')[0]],
    summary: route.summary,
    ...(route.open === true && { security: [] }),
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: schema(route.body, 'input') } } },
    }),
    responses: { ...success(route), ...refusals(route) },
  };
}

function success(route: Route): Json {
  if (route.returns === undefined) return { [route.status ?? 204]: { description: 'Done' } };
  const content =
    route.returns === BYTES
      ? { '*/*': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: schema(route.returns, 'output') } };
  return { [route.status ?? 200]: { description: 'Done', content } };
}

function refusals(route: Route): Json {
  const codes = [...always, ...(route.open === true ? [] : (['not_signed_in'] as const)), ...(route.problems ?? [])];
  const answers: Record<string, string[]> = {};
  for (const code of new Set(codes)) (answers[problems[code].status] ??= []).push(code);
  return Object.fromEntries(
    Object.entries(answers).map(([status, list]) => [
      status,
      {
        description: list.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function parameters(given: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (given === undefined) return [];
  const { properties = {}, required = [] } = schema(given, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }));
}

function schema(of: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(of, {
    io,
    target: 'draft-2020-12',
    metadata: named,
    unrepresentable: 'any',
  });
  return rest;
}
