import type { World } from '../../support/world.js';

const BOUNDARY = 'prove-7f3a';

/** A multipart body with one file. */
export function uploadOf(
  name: string,
  content: string | Buffer,
  field = 'file',
): { headers: Record<string, string>; body: Buffer } {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  };
}

/** Puts a file at a record and answers its id. @throws when it is refused, so that no record is left without. */
export async function attach({ app, admin }: World, record: string): Promise<string> {
  const { headers, body } = uploadOf('note.txt', 'What was agreed');
  const response = await app.inject({
    ...{ method: 'POST', url: `/api/v1/${record}/attachments`, payload: body },
    headers: { ...headers, authorization: `Bearer ${admin.token}` },
  });
  if (response.statusCode !== 201) throw new Error(`${record} takes no file: ${response.statusCode} ${response.body}`);
  return response.json<{ id: string }>().id;
}
