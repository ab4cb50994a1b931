interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}
interface Operation {
  'x-list'?: string;
  parameters?: { name: string; schema: { enum?: string[] } }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
}
type Path = Partial<Record<'get' | 'post' | 'patch' | 'delete', Operation>>;

const [text = '{"paths":{}}'] = Object.values(
  import.meta.glob<string>('../../../../server/openapi.json', { query: '?raw', import: 'default', eager: true }),
);

const { paths: byAddress, components } = JSON.parse(text) as {
  paths: Record<string, Path>;
  components: { schemas: Record<string, Schema> };
};

/** What the API has, by path and method, for tests of what the console offers of it. */
export const paths: Readonly<Record<string, Path>> = Object.fromEntries(
  Object.entries(byAddress).map(([address, path]) => [address.replace('/api/v1', ''), path]),
);

const named = (schema?: Schema): Schema | undefined =>
  schema?.$ref ? components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema;

/** What a request may say; with `part`, each of the things in that array of it. */
export function entriesOf(operation: Operation | undefined, part?: string): string[] {
  const body = named(operation?.requestBody?.content['application/json'].schema);
  return Object.keys((part ? named(body?.properties?.[part]?.items) : body)?.properties ?? {});
}
