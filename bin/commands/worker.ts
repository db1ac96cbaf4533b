import { Command } from 'commander';
import { readEnvironment } from '#machine/environment';
import type { CourseChoice } from '#prisma/courseChoice';
import { untilMigrated } from '#prisma/migrated';
import { requireDatabase } from '../system/requireDatabase.ts';
import { atLeastOne, collect } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { namedCourses } from '../terminal/namedCourses.ts';

interface WorkerCommandOptions {
  untilIdle?: number;
  maxRuns?: number;
  course: string[];
  notCourse: string[];
}

export function workerCommand(): Command {
  return new Command('worker')
    .description('train runs of a site on this machine; for a scheduler that starts workers where they are needed')
    .option('--until-idle <seconds>', 'end after so many seconds without any work', atLeastOne)
    .option('--max-runs <number>', 'end after so many runs', atLeastOne)
    .option(
      '--course <course>',
      'take runs of this course alone (its id or join code); several times for several',
      collect,
      [],
    )
    .option('--not-course <course>', 'leave the runs of this course to others; several times for several', collect, [])
    .addHelpText(
      'after',
      `
The environment, and .env where the sources are, say which site: DATABASE_URL and what else .env.example lists. On
SIGTERM the worker hands its runs back within 25 seconds. They go on elsewhere from their checkpoints. It waits for a
database that is not up to date, and ends, with its runs handed back, when a newer version has migrated the database.

Example:
  downstream worker --until-idle 300`,
    )
    .action(async ({ untilIdle, maxRuns, course, notCourse }: WorkerCommandOptions) => {
      const databaseUrl = requireDatabase(readEnvironment());
      if (course.length > 0 && notCourse.length > 0)
        throw new CommandError(exitCodes.usage, 'USAGE', 'Expected --course or --not-course, received both.');
      const newer = await untilMigrated(databaseUrl, (why) =>
        process.stderr.write(`downstream: waiting for the database: ${why}\n`),
      );
      if (newer.length > 0)
        throw new CommandError(
          exitCodes.refused,
          'DATABASE_NEWER',
          `Expected a database of this version, received one with ${newer.join(', ')}: bring the sources up to date.`,
        );
      const courses = await chosen(databaseUrl, course, notCourse);
      // TensorFlow.js takes a while to load, which no other command should wait for.
      const { serveWorker } = await import('../../worker/serveWorker.ts');
      await serveWorker({ untilIdleSeconds: untilIdle, maxRuns, untilNewer: true }, courses);
    });
}

/** Undefined where nobody has chosen. */
async function chosen(databaseUrl: string, course: string[], notCourse: string[]): Promise<CourseChoice | undefined> {
  const others = course.length === 0;
  const names = others ? notCourse : course;
  return names.length === 0 ? undefined : { courseIds: await namedCourses(databaseUrl, names), others };
}
