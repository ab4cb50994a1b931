const HUES = ['#4b6cb7', '#8a5a83', '#3f7f78', '#a0662f', '#7a6a9e', '#5d7a3a', '#a14f4f', '#4a7896'];

export const hueOf = (id: string): string =>
  HUES[[...id].reduce((sum, char) => sum + char.charCodeAt(0), 0) % HUES.length] ?? '#4b6cb7';

/** Chinese names show the last character of the given name, others their initials. */
export function initials(name: string): string {
  const trimmed = name.trim();
  if (/\p{Script=Han}/u.test(trimmed)) return trimmed.slice(-1);
  const parts = trimmed.split(/\s+/).map((part) => part[0] ?? '');
  return `${parts[0] ?? ''}${parts.length > 1 ? parts.at(-1) : ''}`.toUpperCase();
}
