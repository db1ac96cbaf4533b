import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A check of `npm run validate`: no line is longer than a reader's window is wide. */

const longest = 120;
const kinds = /\.(ts|tsx|mjs|md|py|css|prisma|graphql)$/;
/** These come out of a program, which does not break lines. */
const generated = new RegExp(
  [
    '^contracts/backboneTable\\.ts$',
    '^server/(schema|releasedSchema)\\.graphql$',
    '^prisma/migrations/',
    '^tests/keras/golden/',
  ].join('|'),
);

/** What cannot be broken does not count: a row of a Markdown table, an address, a hash. */
function breakable(path: string, line: string): string {
  if (path.endsWith('.md') && /^\s*\|/.test(line)) return '';
  return line.replaceAll(/https?:\/\/\S+|[\w+/=-]{80,}/g, '');
}

const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
const tracked = execFileSync('git', listing, { encoding: 'utf8' });
let found = 0;
for (const path of new Set(tracked.split('\0'))) {
  if (!kinds.test(path) || generated.test(path)) continue;
  const source = readIfThere(path);
  for (const [index, line] of (source ?? '').split('\n').entries()) {
    const { length } = [...line.replace(/\r$/, '')];
    if (length <= longest || [...breakable(path, line)].length <= longest) continue;
    found += 1;
    process.stdout.write(`${path}:${index + 1} has ${length} characters, expected at most ${longest}\n`);
  }
}
process.exitCode = found === 0 ? 0 : 1;

/** A file that git tracks may have been deleted since. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
