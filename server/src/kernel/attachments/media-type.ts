import { fileTypeFromBuffer } from 'file-type';

/** What people attach to business records; nothing that a browser or a system would run. */
const ACCEPTED = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/heic',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
]);
const MARKUP = /^\s*(<!doctype|<\?xml|<html|<svg|<script)/i;

function isPlainText(content: Buffer): boolean {
  if (content.includes(0)) return false;
  try {
    return !MARKUP.test(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return false;
  }
}

/** The media type of an accepted file, by its content; undefined for anything else. */
export async function mediaTypeOf(content: Buffer): Promise<string | undefined> {
  const known = await fileTypeFromBuffer(content);
  if (known) return ACCEPTED.has(known.mime) ? known.mime : undefined;
  return isPlainText(content) ? 'text/plain' : undefined;
}
