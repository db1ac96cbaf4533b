import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { runStatuses } from '#contracts/runStatus';

// Fails where a file other than contracts/runStatus.ts lists several states of a run, in TypeScript or in SQL. A new
// state would silently be missing from such a list.

const state = `['"](?:${runStatuses.join('|')})['"]`;
const list = new RegExp(`${state}(?:\\s*[,|]\\s*|\\s*(?:\\|\\||&&)[^;]{0,80}?)${state}`, 'g');

const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /^(machine|contracts|prisma|learning|worker|server|web|bin)\//.test(path))
  // An import's states have some of the same names.
  .filter((path) => path !== 'contracts/runStatus.ts' && path !== 'contracts/importStatus.ts');

for (const path of files) {
  const text = readFileSync(path, 'utf8');
  for (const { index, 0: found } of text.matchAll(list)) {
    const line = text.slice(0, index).split('\n').length;
    process.stderr.write(`${path}:${line}: lists states of a run: ${found.replace(/\s+/g, ' ')}\n`);
    process.exitCode = 1;
  }
}
if (process.exitCode) process.stderr.write('Give such a set a name in contracts/runStatus.ts, and use it.\n');
