import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '../../config/config.js';
import { OURS, openFolder, reachable, type Account } from './account.js';
import { writeWhole } from './whole.js';

/** In the data folder: where its cluster lies, when not in it. */
const placeOf = (dataDir: string): string => join(dataDir, 'postgres-folder');
/** Beside a cluster outside of its data folder: whose it is. */
const ownerOf = (outside: string): string => join(outside, 'data-folder');

/**
 * Where the cluster lies: below the data folder, or, where its user cannot reach that, in a folder of its own below `root`. The
 * first start decides, and it stays so, whoever may enter the data folder later and however that is called then.
 * @throws ConfigError when it is not there any more, cannot be reached, or is another data folder's.
 */
export function clusterFolder(dataDir: string, account: Account | undefined, root = OURS): string {
  const inside = join(dataDir, 'postgres');
  if (existsSync(placeOf(dataDir))) return claimed(dataDir, readFileSync(placeOf(dataDir), 'utf8').trim());
  if (account && !reachable(dataDir)) {
    if (!existsSync(join(dataDir, 'cluster-complete'))) return outsideOf(dataDir, root);
    throw new ConfigError(
      `The database lies in ${inside}, where the user of PostgreSQL cannot go any more. Let others enter the folders above it ` +
        `(chmod o+x), or start as an ordinary user who owns it.`,
    );
  }
  return inside;
}

function outsideOf(dataDir: string, root: string): string {
  const outside = join(root, `database-${randomUUID()}`);
  openFolder(root);
  openFolder(outside);
  writeWhole(ownerOf(outside), dataDir);
  writeWhole(placeOf(dataDir), join(outside, 'postgres'));
  return join(outside, 'postgres');
}

/** The cluster that a data folder names; one that was renamed takes it along, a copy does not get it too. */
function claimed(dataDir: string, folder: string): string {
  const outside = dirname(folder);
  if (!existsSync(outside))
    throw new ConfigError(
      `The database of ${dataDir} lay in ${outside}, which is not there any more. Bring it back, or set GUANXI_DATA_DIR to ` +
        'another folder to begin anew.',
    );
  const owner = existsSync(ownerOf(outside)) ? readFileSync(ownerOf(outside), 'utf8') : undefined;
  if (owner !== dataDir) {
    if (owner && existsSync(placeOf(owner)) && readFileSync(placeOf(owner), 'utf8').trim() === folder)
      throw new ConfigError(
        `${dataDir} is a copy of ${owner}, whose database lies in ${outside}. Set GUANXI_DATA_DIR to the original, or to an empty folder.`,
      );
    writeWhole(ownerOf(outside), dataDir);
  }
  return folder;
}
