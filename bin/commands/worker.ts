import { Command } from 'commander';
import { readEnvironment } from '#machine/environment';
import { untilMigrated } from '#prisma/migrated';
import { requireDatabase } from '../system/requireDatabase.ts';
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
SIGTERM the worker hands its runs back within 25 seconds. They go on elsewhere from their checkpoints. It waits for a
database that is not up to date, and ends, with its runs handed back, when a newer version has migrated the database.

Example:
  downstream worker --until-idle 300`,
    )
    .action(async ({ untilIdle, maxRuns }: WorkerCommandOptions) => {
      const databaseUrl = requireDatabase(readEnvironment());
      const newer = await untilMigrated(databaseUrl, (why) =>
        process.stderr.write(`downstream: waiting for the database: ${why}\n`),
      );
      if (newer.length > 0)
        throw new CommandError(
          exitCodes.refused,
          'DATABASE_NEWER',
          `Expected a database of this version, received one with ${newer.join(', ')}: bring the sources up to date.`,
        );
      // TensorFlow.js takes a while to load, which no other command should wait for.
      const { serveWorker } = await import('../../worker/serveWorker.ts');
      await serveWorker({ untilIdleSeconds: untilIdle, maxRuns, untilNewer: true });
    });
}
