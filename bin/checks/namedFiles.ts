import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A check of `npm run validate`: a file or folder that a document names is there. */

/** A decision tells of the day it was made. */
const unchecked = /^docs\/decisions\/\d/;
/** A name with one of these stands for many files. */
const placeholder = /[*<{…]/;

const listOf = (...args: string[]) =>
  execFileSync('git', ['ls-files', '-z', ...args], { encoding: 'utf8' }).split('\0');
const tracked = listOf('--cached', '--others', '--exclude-standard').filter((path) => existsSync(path));
const folders = [...new Set(tracked.flatMap((path) => path.match(/^[^/]+(?=\/)/) ?? []))];
const named = new RegExp(`\`((?:${folders.join('|').replaceAll('.', '\\.')})/[^\`\\s]*)\``, 'g');

let found = 0;
for (const path of tracked.filter((path) => path.endsWith('.md') && !unchecked.test(path)))
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries())
    for (const [, name] of line.matchAll(named)) {
      if (placeholder.test(name!) || existsSync(name!) || isIgnored(name!)) continue;
      found += 1;
      process.stdout.write(`${path}:${index + 1} names ${name}, which is not there\n`);
    }
process.exitCode = found === 0 ? 0 : 1;

/** Whether it is made where the project is used, as `deploy/.env` is. */
function isIgnored(path: string): boolean {
  try {
    execFileSync('git', ['check-ignore', '--quiet', path]);
    return true;
  } catch {
    return false;
  }
}
