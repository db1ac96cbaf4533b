import { Command } from 'commander';
import { readEnvironment } from '#machine/environment';
import { atLeastOne } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

interface WorkerCommandOptions {
  untilIdle?: number;
  maxRuns?: number;
}

export function workerCommand(): Command {
  return new Command('worker')
    .description('train runs of a site on this machine; for a scheduler that starts workers where they are needed')
    .option('--until-idle <seconds>', 'end after so many seconds without any work', atLeastOne)
    .option('--max-runs <number>', 'end after so many runs', atLeastOne)
    .addHelpText(
      'after',
      `
The environment, and .env where the sources are, say which site: DATABASE_URL and what else .env.example lists. On
SIGTERM the worker hands its runs back within 25 seconds. They go on elsewhere from their checkpoints.

Example:
  downstream worker --until-idle 300`,
    )
    .action(async ({ untilIdle, maxRuns }: WorkerCommandOptions) => {
      if (readEnvironment().DATABASE_URL === undefined)
        throw new CommandError(
          exitCodes.refused,
          'DATABASE_URL_MISSING',
          'Expected DATABASE_URL to name the PostgreSQL database of the site, received none.',
        );
      // TensorFlow.js takes a while to load, which no other command should wait for.
      const { serveWorker } = await import('../../worker/serveWorker.ts');
      await serveWorker({ untilIdleSeconds: untilIdle, maxRuns });
    });
}
