import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { packageScript } from './bootstrap/project.mjs';

const help = `npm run validate — everything that can be checked without running anything

Format and lint (biome), types (tsc, for the programs and for the site), import rules (dependency-cruiser),
what nobody uses (knip). The tests are npm test. With --fix, format and lint mend what they can.
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' }, fix: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

const checks: { name: string; script: string; args: string[] }[] = [
  {
    name: 'format and lint',
    script: packageScript('@biomejs/biome', 'biome'),
    args: ['check', ...(values.fix ? ['--write'] : [])],
  },
  { name: 'types', script: packageScript('typescript', 'tsc'), args: ['--noEmit', '-p', '.'] },
  { name: 'types of the site', script: packageScript('typescript', 'tsc'), args: ['--noEmit', '-p', 'web'] },
  {
    name: 'import rules',
    script: packageScript('dependency-cruiser', 'depcruise'),
    args: [
      '--config',
      '.dependency-cruiser.mjs',
      'contracts',
      'machine',
      'prisma',
      'learning',
      'server',
      'worker',
      'web',
      'bin',
      'tests',
    ],
  },
  { name: 'states of a run', script: 'bin/checks/runStates.ts', args: [] },
  { name: 'what nobody uses', script: packageScript('knip'), args: [] },
];

const failed: string[] = [];
for (const { name, script, args } of checks) {
  const started = performance.now();
  process.stdout.write(`── ${name}\n`);
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) failed.push(name);
  process.stdout.write(
    `── ${name}: ${status === 0 ? 'good' : 'NOT GOOD'}, ${((performance.now() - started) / 1000).toFixed(1)} s\n\n`,
  );
}
if (failed.length > 0) process.stderr.write(`downstream: not valid: ${failed.join(', ')}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
