import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { ListSpec } from '../lists/list.js';
import { operatorsOf } from '../lists/list-query.js';
import { Lists } from '../lists/lists.js';
import { OPERATOR_WORDS, wordsOf } from './operation-words.js';
import { KEY_HEADER } from './idempotency.js';
import { problemsPage } from './problems-page.js';
import { ListRegistry } from '../lists/list-registry.js';

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly required: false;
  readonly description?: string;
  readonly schema: Record<string, unknown>;
}

const query = (name: string, schema: Record<string, unknown>, description?: string): Parameter => ({
  ...{ name, in: 'query', required: false, schema },
  ...(description ? { description } : {}),
});

const TYPES: Record<string, Record<string, unknown>> = {
  uuid: { type: 'string', format: 'uuid' },
  date: { type: 'string', format: 'date' },
  timestamptz: { type: 'string', format: 'date-time' },
  numeric: { type: 'string', format: 'decimal' },
  boolean: { type: 'boolean' },
  text: { type: 'string' },
};

function listParameters(spec: ListSpec, lists: Lists): Parameter[] {
  const fields = [...lists.fieldsOf(spec).values()];
  const sorts = fields.filter((field) => field.sortable).flatMap(({ name }) => [name, `-${name}`]);
  return [
    query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }, 'How many at most'),
    query('cursor', { type: 'string' }, 'nextCursor of the page before'),
    query('sort', { type: 'string', enum: sorts }, 'By which field; with a minus from the end'),
    ...(spec.searchable || spec.search
      ? [query('q', { type: 'string', maxLength: 100 }, 'Text, pinyin or initials')]
      : []),
    query('fields', { type: 'string' }, 'Comma-separated names of the fields wanted'),
    query(
      'count',
      { type: 'string', enum: ['true', 'false', 'exact'] },
      '`true` counts up to 1,000, `exact` to the end',
    ),
    ...fields
      .filter((field) => field.filterable)
      .flatMap((field) =>
        operatorsOf(field).map((operator) =>
          query(
            operator === 'eq' ? field.name : `${field.name}[${operator}]`,
            operator === 'in' ? TYPES['text']! : operator === 'empty' ? TYPES['boolean']! : TYPES[field.type]!,
            OPERATOR_WORDS[operator],
          ),
        ),
      ),
  ];
}

const WRITE_PARAMETERS: readonly Parameter[] = [
  { in: 'header', ...KEY_HEADER },
  query('dryRun', { type: 'string', enum: ['true', 'false'] }, 'Answers what would happen and changes nothing'),
];

const PROBLEM = {
  type: 'object',
  required: ['type', 'code', 'title', 'detail', 'status', 'instance'],
  additionalProperties: true,
  properties: {
    type: { type: 'string' },
    code: { type: 'string' },
    title: { type: 'string' },
    detail: { type: 'string' },
    status: { type: 'integer' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

const WRITES = ['post', 'patch', 'put', 'delete'];
const DRY_RUN = { schema: { type: 'string' as const }, description: '`true` where nothing was changed' };
type Operation = Record<string, unknown> & {
  parameters?: unknown[];
  responses: Record<string, { description: string; content?: Record<string, unknown>; headers?: unknown }>;
};

/** The OpenAPI 3.1 document of the running application; lists are described from their declarations. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Guanxi')
    .setDescription('Customers, orders, stock and approvals. Decimals are strings; problems follow RFC 9457.')
    .setVersion('1')
    .setLicense('AGPL-3.0-or-later', 'https://www.gnu.org/licenses/agpl-3.0.html')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: (_, method) => method });
  const lists = app.get(Lists);
  const specs = new Map(
    app
      .get(ListRegistry)
      .all()
      .map((spec) => [spec.definition.type, spec]),
  );
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, Problem: PROBLEM as never };
  document.components.headers = { DryRun: DRY_RUN };
  for (const item of Object.values(document.paths))
    for (const [method, operation] of Object.entries(item as Record<string, Operation>))
      complete(operation, WRITES.includes(method), specs.get(String(operation['x-list'])), lists);
  return document;
}

/** Adds to an operation what all of its kind take and answer. */
function complete(operation: Operation, isWrite: boolean, spec: ListSpec | undefined, lists: Lists): void {
  const isUnitOfWork = isWrite && !operation['x-own-transactions'];
  delete operation['x-own-transactions'];
  const { answer, ...words } = wordsOf(String(operation['operationId']));
  Object.assign(operation, words);
  operation.parameters = [
    ...(operation.parameters ?? []),
    ...(spec ? listParameters(spec, lists) : []),
    ...(isUnitOfWork ? WRITE_PARAMETERS : []),
  ];
  const { responses } = operation;
  for (const response of Object.values(responses)) response.description ||= answer;
  if (spec) responses['200']!.content!['text/csv'] = { schema: { type: 'string' } };
  if (isUnitOfWork)
    for (const response of Object.values(responses))
      response.headers = { 'Dry-Run': { $ref: '#/components/headers/DryRun' } };
  responses['default'] = {
    description: 'A problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** The reference page brings its own styles inline; scripts stay our own. */
const PAGE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Serves the document and a reference page that works without internet. */
export async function serveDocs(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/api/docs')) void reply.header('Content-Security-Policy', PAGE_POLICY);
    done(null, payload);
  });
  fastify.get('/api/docs/problems', (_, reply) => void reply.type('text/html; charset=utf-8').send(problemsPage()));
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Guanxi API',
    swaggerOptions: { persistAuthorization: false, docExpansion: 'none', filter: true, defaultModelsExpandDepth: -1 },
  });
  await app.init();
}
