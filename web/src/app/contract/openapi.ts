interface Operation {
  parameters?: { name: string; schema: { enum?: string[] } }[];
}

const [text = '{"paths":{}}'] = Object.values(
  import.meta.glob<string>('../../../../server/openapi.json', { query: '?raw', import: 'default', eager: true }),
);

/** What the API has, by path and method, for tests of what the console offers of it. */
export const { paths } = JSON.parse(text) as { paths: Record<string, { get?: Operation; post?: Operation }> };
