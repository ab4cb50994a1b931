/**
 * A key that nobody else has. `crypto.randomUUID` would be shorter, but browsers have it only on https and on localhost,
 * and an office may open the console on plain http.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
