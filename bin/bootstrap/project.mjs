import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone's root directory. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The Node that npm installed: the one that everything but the bootstrap runs on. */
export const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Path of the script behind a package's command, e.g. `packageScript('next')`. */
export function packageScript(packageName, command = packageName) {
  const directory = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return join(directory, typeof bin === 'string' ? bin : bin[command]);
}
