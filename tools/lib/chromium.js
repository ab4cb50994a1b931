// Finds a Chromium for the browser stories; nothing is downloaded.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './workspace.js';

/** @typedef {{ executablePath: string, env?: Record<string, string> }} Browser */

const installed = {
  linux: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((folder) =>
    path.join(process.env[folder] ?? '', 'Google/Chrome/Application/chrome.exe'),
  ),
};

/**
 * The browser named by GUANXI_CHROMIUM, else an installed Chrome or Chromium, else the one in the packages.
 * @returns {Promise<Browser>}
 */
export async function findChromium() {
  const chosen = process.env['GUANXI_CHROMIUM'];
  if (chosen) {
    if (!isExecutable(chosen)) throw new Error(`GUANXI_CHROMIUM names no program: ${chosen}`);
    return { executablePath: chosen };
  }
  const names = installed[/** @type {keyof typeof installed} */ (process.platform)] ?? installed.linux;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const found = names
    .flatMap((name) => (path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name))))
    .find(isExecutable);
  return found ? { executablePath: found } : packagedChromium();
}

/** The headless Chromium of @sparticuz/chromium (Linux, x64), with its own libraries where the system lacks them. */
async function packagedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser was found. Install Chrome or Chromium, or name one in GUANXI_CHROMIUM.');
  }
  const folder = inRoot('node_modules/.cache/chromium');
  const executablePath = await unpack(folder);
  /** @type {Record<string, string>} */
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: ownFonts(folder) };
  const libraries = { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') };
  for (const env of [fonts, { ...fonts, ...libraries }]) {
    if (runs(executablePath, env)) return { executablePath, env };
  }
  throw new Error(
    'The packaged Chromium does not run here. Install a browser (Debian, Ubuntu: apt-get install chromium fonts-noto-cjk), ' +
      'or the libraries it needs (apt-get install libnss3 libnspr4 libexpat1), or name a browser in GUANXI_CHROMIUM.',
  );
}

/** @returns {Promise<string>} the program, unpacked once */
async function unpack(/** @type {string} */ folder) {
  mkdirSync(folder, { recursive: true });
  // The package unpacks into the folder for temporary files, under names that others may use as well.
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    await inflate(inRoot('node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
    return await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** A system without fonts: Chromium does not show a page without one, so it gets the Latin one of its package. */
function ownFonts(/** @type {string} */ folder) {
  const file = path.join(folder, 'fonts.conf');
  const [fonts, cache] = ['fonts', 'font-cache'].map((name) => path.join(folder, name));
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>\n`,
  );
  return file;
}

function runs(/** @type {string} */ program, /** @type {Record<string, string>} */ env) {
  try {
    execFileSync(program, ['--version', '--no-sandbox'], { env: { ...process.env, ...env }, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function isExecutable(/** @type {string} */ file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
