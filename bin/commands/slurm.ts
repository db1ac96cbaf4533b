import { resolve } from 'node:path';
import { Command } from 'commander';
import pino from 'pino';
import { readEnvironment } from '#machine/environment';
import { connect } from '#prisma/client';
import { slurmDefaults } from '../slurm/defaults.ts';
import { keepWorkers } from '../slurm/keepWorkers.ts';
import { requireDatabase } from '../system/requireDatabase.ts';
import { untilInterrupted } from '../system/untilInterrupted.ts';
import { atLeastOne } from '../terminal/arguments.ts';

interface SlurmCommandOptions {
  ceiling: number;
  drain: number;
  untilIdle: number;
  every: number;
  name: string;
  sbatch: string[];
}

export function slurmCommand(): Command {
  return new Command('slurm')
    .description("keep as many worker jobs in Slurm's queue as the runs that wait need")
    .option('--ceiling <jobs>', 'the most worker jobs at once', atLeastOne, slurmDefaults.ceiling)
    .option(
      '--drain <seconds>',
      'in how many seconds the work that waits should be done',
      atLeastOne,
      slurmDefaults.drainSeconds,
    )
    .option(
      '--until-idle <seconds>',
      'a worker without work ends after so many seconds',
      atLeastOne,
      slurmDefaults.untilIdleSeconds,
    )
    .option('--every <seconds>', 'how often to look', atLeastOne, slurmDefaults.everySeconds)
    .option('--name <job>', "the jobs' name, by which they are found again", 'downstream-worker')
    .option('--sbatch <option>', 'an option for sbatch; may be given several times', collect, [] as string[])
    .addHelpText(
      'after',
      `
Start it where sbatch works, as one account, from a clone of the sources that the nodes see at the same path. The
environment, and .env there, say which site: DATABASE_URL and where images and models are. Each job trains
WORKER_CONCURRENCY runs at once. A job that waits for a node is taken back when it is no longer needed; one that runs
ends by itself. Ctrl-C ends this command and leaves the jobs.

Example:
  downstream slurm --ceiling 8 --sbatch=--partition=gpu --sbatch=--gres=gpu:1 --sbatch=--time=8:00:00`,
    )
    .action(async ({ ceiling, drain, untilIdle, every, name, sbatch }: SlurmCommandOptions) => {
      const environment = readEnvironment();
      const databaseUrl = requireDatabase(environment);
      const log = pino({ name: 'slurm', level: environment.LOG_LEVEL });
      const { signal } = untilInterrupted();
      const database = connect(databaseUrl, { poolSize: 1 });
      const jobs = {
        name,
        slots: environment.WORKER_CONCURRENCY,
        drainSeconds: drain,
        ceiling,
        everySeconds: every,
        damping: slurmDefaults.damping,
        options: [`--job-name=${name}`, '--requeue', '--open-mode=append', ...sbatch],
        script: batchScript(untilIdle),
      };
      const listener = {
        onLook: (look: object) => log.info(look, 'looked'),
        onTrouble: (error: Error) => log.warn({ error: error.message }, 'this look failed'),
      };
      try {
        await keepWorkers(database, jobs, listener, signal);
      } finally {
        await database.$disconnect();
      }
    });
}

/** The node that runs this one runs the workers: the sources and their packages are on a disk that all machines see. */
function batchScript(untilIdleSeconds: number): string {
  const quoted = (path: string) => `'${path.replaceAll("'", `'\\''`)}'`;
  return `#!/bin/sh
cd ${quoted(resolve(import.meta.dirname, '../..'))}
exec ${quoted(process.execPath)} bin/downstream.ts worker --until-idle ${untilIdleSeconds}
`;
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
