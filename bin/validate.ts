import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { packageScript } from './bootstrap/project.mjs';

const help = `npm run validate — everything that can be checked without running anything

Format and lint (biome), lengths of lines, types (tsc, for the programs and for the site), import rules
(dependency-cruiser), states of a run, changes of the API that break clients, texts of the site outside of
web/messages, what nobody uses (knip).
The tests are npm test.

  --fix          format and lint mend what they can
  --only <kind>  lint, types or imports: npm run lint and npm run typecheck are that, npm run format is lint with --fix
`;

const { values } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, fix: { type: 'boolean' }, only: { type: 'string' } },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

interface Check {
  name: string;
  kind: 'lint' | 'types' | 'imports';
  script: string;
  args?: string[];
}

const tsc = packageScript('typescript', 'tsc');
const folders = ['contracts', 'machine', 'prisma', 'learning', 'server', 'worker', 'web', 'deploy', 'bin', 'tests'];
const checks: Check[] = [
  {
    name: 'format and lint',
    kind: 'lint',
    script: packageScript('@biomejs/biome', 'biome'),
    args: ['check', ...(values.fix ? ['--write'] : [])],
  },
  { name: 'line lengths', kind: 'lint', script: 'bin/checks/lineLengths.ts' },
  { name: 'files that documents name', kind: 'lint', script: 'bin/checks/namedFiles.ts' },
  { name: 'types', kind: 'types', script: tsc, args: ['--noEmit', '-p', '.'] },
  { name: 'types of the site', kind: 'types', script: tsc, args: ['--noEmit', '-p', 'web'] },
  {
    name: 'import rules',
    kind: 'imports',
    script: packageScript('dependency-cruiser', 'depcruise'),
    args: ['--config', '.dependency-cruiser.mjs', ...folders],
  },
  { name: 'states of a run', kind: 'lint', script: 'bin/checks/runStates.ts' },
  { name: 'what nobody uses', kind: 'imports', script: packageScript('knip') },
  { name: 'changes of the API', kind: 'lint', script: 'bin/checks/schemaChanges.ts' },
  { name: 'texts of the site', kind: 'lint', script: 'bin/checks/siteTexts.ts' },
  { name: 'sizes of the built pages', kind: 'imports', script: 'bin/checks/pageSizes.ts' },
];

const wanted = checks.filter(({ kind }) => values.only === undefined || kind === values.only);
if (wanted.length === 0) {
  process.stderr.write(`downstream: --only: expected lint, types or imports, received ${values.only}\n`);
  process.exit(2);
}
const failed: string[] = [];
for (const { name, script, args = [] } of wanted) {
  const started = performance.now();
  process.stdout.write(`── ${name}\n`);
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) failed.push(name);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`── ${name}: ${status === 0 ? 'good' : 'NOT GOOD'}, ${seconds} s\n\n`);
}
if (failed.length > 0) process.stderr.write(`downstream: not valid: ${failed.join(', ')}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
