// Plain Node ≥ 18, no packages: the first thing that runs on a fresh clone. Installs what is missing, prepares what is
// generated, and hands over to a command in bin/ on the Node that npm installed.
import { basename } from 'node:path';
import { handOver } from './bootstrap/handOver.mjs';
import { installPackages } from './bootstrap/install.mjs';
import {
  buildSite,
  generateCommandOperations,
  generateDatabaseClient,
  generateOperations,
} from './bootstrap/prepare.mjs';
import { packageScript } from './bootstrap/project.mjs';
import { StepFailed } from './bootstrap/step.mjs';

/** What is generated from the schemas, for everything that type checks or tests all of it. */
const generated = [generateDatabaseClient, generateOperations, generateCommandOperations];

/** The server has decorators, which Node cannot strip. */
const decorators = ['--import', './server/decorators.ts'];

/** @type {Record<string, {script?: (args: string[]) => string[], needs: ((args: string[]) => unknown)[]}>} */
const commands = {
  start: { script: () => ['bin/start.ts'], needs: [generateDatabaseClient, generateOperations, buildSite] },
  build: { needs: [...generated, buildSite] },
  dev: { script: () => ['bin/dev.ts'], needs: [generateDatabaseClient, generateOperations] },
  demo: {
    script: () => ['bin/demo.ts'],
    needs: [generateDatabaseClient, generateCommandOperations, generateOperations, buildSite],
  },
  downstream: { script: () => ['bin/downstream.ts'], needs: [generateCommandOperations] },
  'engine:build': { script: () => ['bin/engineBuild.ts'], needs: [] },
  test: { script: () => [packageScript('vitest'), 'run'], needs: generated },
  'test:flow': {
    script: () => [packageScript('vitest'), 'run', '--config', 'vitest.flow.config.ts'],
    needs: [...generated, buildSite],
  },
  'test:long': {
    script: () => [packageScript('vitest'), 'run', '--config', 'vitest.long.config.ts'],
    needs: [...generated, buildSite],
  },
  'test:watch': { script: () => [packageScript('vitest'), 'watch'], needs: generated },
  bench: {
    script: (args) => [args.includes('--gpu') ? 'tests/bench/gpu/run.ts' : 'tests/bench/run.ts'],
    needs: [generateDatabaseClient],
  },
  'bench:pack': { script: () => ['tests/bench/pack/run.ts'], needs: [] },
  'bench:api': {
    script: () => [...decorators, 'tests/bench/api/run.ts'],
    needs: generated,
  },
  'bench:costs': {
    script: () => [...decorators, 'tests/bench/costs/run.ts'],
    needs: generated,
  },
  'bench:web': {
    script: () => [...decorators, 'tests/bench/web/run.ts'],
    needs: [...generated, buildSite],
  },
  simulate: { script: () => ['tests/simulation/run.ts'], needs: [generateDatabaseClient] },
  chaos: { script: () => ['tests/chaos/run.ts'], needs: [generateDatabaseClient] },
  fuzz: { script: () => [...decorators, 'tests/security/fuzz/run.ts'], needs: [generateDatabaseClient] },
  pictures: {
    script: () => ['tests/pictures/take.ts'],
    needs: [generateDatabaseClient, generateCommandOperations, generateOperations, buildSite],
  },
  validate: { script: () => ['bin/validate.ts'], needs: generated },
  lint: { script: () => ['bin/validate.ts', '--only', 'lint'], needs: [] },
  format: { script: () => ['bin/validate.ts', '--only', 'lint', '--fix'], needs: [] },
  typecheck: { script: () => ['bin/validate.ts', '--only', 'types'], needs: generated },
  generate: { script: () => [...decorators, 'bin/generate.ts'], needs: [generateDatabaseClient] },
  'db:migrate': { script: () => ['bin/dbMigrate.ts'], needs: [] },
  'db:reset': { script: () => ['bin/dbReset.ts'], needs: [] },
  'db:seed': { script: () => ['bin/dbSeed.ts'], needs: [generateCommandOperations] },
  backup: { script: () => ['bin/backup.ts'], needs: [generateDatabaseClient] },
  restore: { script: () => ['bin/restore.ts'], needs: [generateDatabaseClient] },
  'db:studio': { script: () => ['bin/dbStudio.ts'], needs: [] },
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  process.stderr.write(
    `usage: node bin/${basename(import.meta.url)} <${Object.keys(commands).join('|')}> [arguments]\n`,
  );
  process.exit(2);
}
try {
  await installPackages();
  // Help needs no site, which takes minutes to build.
  const needs = args.some((arg) => arg === '--help' || arg === '-h')
    ? command.needs.filter((need) => need !== buildSite)
    : command.needs;
  for (const need of needs) await need(args);
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  process.stderr.write(`downstream: ${error.message}\n`);
  process.exit(1);
}
if (command.script) await handOver([...command.script(args), ...args]);
