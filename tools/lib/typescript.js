// Lets the current Node process import the server's and shared's TypeScript sources as they are. Node's own type stripping
// is not enough: sources have decorators and import each other as `./x.js`.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { root, swcOptions } from './workspace.js';

const shared = '@guanxi/shared/';
const ours = (/** @type {string | undefined} */ url) => url?.startsWith('file:') && !url.includes('/node_modules/');

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith(shared)) {
      return next(new URL(`shared/src/${specifier.slice(shared.length)}/index.ts`, root).href, context);
    }
    if (ours(context.parentURL) && /^\.{1,2}\/.*\.js$/.test(specifier)) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(source)) return next(source.href, context);
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!ours(url) || !url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swcOptions, filename, sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
