import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';

function tokensOf(block: RegExp): Record<string, string> {
  const text = block.exec(css)?.[1] ?? '';
  return Object.fromEntries(
    [...text.matchAll(/--gx-([a-z0-9-]+):(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]),
  );
}

/** Relative luminance and contrast by WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = 4.5;
const MARK = 3;
const PAIRS: [string, string, number][] = [
  ...['surface', 'surface-2', 'canvas', 'hover', 'raised', 'accent-soft', 'accent-soft-2'].map(
    (on): [string, string, number] => ['text-3', on, TEXT],
  ),
  ['text', 'surface', TEXT],
  ['text-2', 'surface', TEXT],
  ['on-accent', 'accent', TEXT],
  ['on-accent', 'accent-hover', TEXT],
  ['accent-text', 'surface', TEXT],
  ['accent-text', 'canvas', TEXT],
  ['accent-text', 'accent-soft-2', TEXT],
  ...['ok', 'warn', 'bad', 'hold'].flatMap((name): [string, string, number][] => [
    [`${name}-text`, `${name}-soft`, TEXT],
    [`${name}-text`, 'surface', TEXT],
    [name, 'surface', MARK],
  ]),
  ['mute-text', 'mute-soft', TEXT],
  ['focus', 'surface', MARK],
  ['focus', 'canvas', MARK],
  ['focus', 'track', MARK],
  ['control-hover', 'surface', MARK],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((n): [string, string, number] => [`c${n}`, 'surface', MARK]),
];

describe.each([
  ['light', tokensOf(/:root\{color-scheme:light;([\s\S]*?)\n\}/)],
  ['dark', tokensOf(/:root\.dark\{color-scheme:dark;([\s\S]*?)\n\}/)],
])('colours of the %s theme', (_name, tokens) => {
  it.each(PAIRS)('%s on %s', (front, back, least) => {
    expect(contrast(tokens[front] ?? '', tokens[back] ?? '')).toBeGreaterThanOrEqual(least);
  });
});
