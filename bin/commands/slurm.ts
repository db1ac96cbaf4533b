import { resolve } from 'node:path';
import { Command } from 'commander';
import pino from 'pino';
import { readEnvironment } from '#machine/environment';
import { connect } from '#prisma/client';
import type { CourseChoice } from '#prisma/courseChoice';
import { slurmDefaults } from '../slurm/defaults.ts';
import { keepWorkers } from '../slurm/keepWorkers.ts';
import { requireDatabase } from '../system/requireDatabase.ts';
import { untilInterrupted } from '../system/untilInterrupted.ts';
import { atLeastOne, collect } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { namedCourses } from '../terminal/namedCourses.ts';

interface SlurmCommandOptions {
  ceiling: number;
  drain: number;
  untilIdle: number;
  every: number;
  name: string;
  sbatch: string[];
  account: string[];
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
    .option('--account <course=account>', 'who pays for the runs of a course; may be given several times', collect, [])
    .addHelpText(
      'after',
      `
Start it where sbatch works, as one account, from a clone of the sources that the nodes see at the same path. The
environment, and .env there, say which site: DATABASE_URL and where images and models are. Each job trains
WORKER_CONCURRENCY runs at once. A job that waits for a node is taken back when it is no longer needed; one that runs
ends by itself. Ctrl-C ends this command and leaves the jobs.

With --account, the runs of each course that is named (by its id or join code) have worker jobs of their own, which
Slurm charges to that account. Those of all other courses share theirs. --ceiling then holds for each of them.

Example:
  downstream slurm --ceiling 8 --sbatch=--partition=gpu --sbatch=--gres=gpu:1 --sbatch=--time=8:00:00
  downstream slurm --account VISION=cs231 --account DEEP24=cs330`,
    )
    .action(async ({ ceiling, drain, untilIdle, every, name, sbatch, account }: SlurmCommandOptions) => {
      const environment = readEnvironment();
      const databaseUrl = requireDatabase(environment);
      const log = pino({ name: 'slurm', level: environment.LOG_LEVEL });
      // What ends one group ends all.
      const failed = new AbortController();
      const signal = AbortSignal.any([untilInterrupted().signal, failed.signal]);
      const database = connect(databaseUrl, { poolSize: 1 });
      const groups = await payers(databaseUrl, account);
      const keep = ({ account, courses, suffix }: Group) => {
        const job = `${name}${suffix}`;
        const jobs = {
          name: job,
          courses,
          slots: environment.WORKER_CONCURRENCY,
          drainSeconds: drain,
          ceiling,
          everySeconds: every,
          damping: slurmDefaults.damping,
          options: [
            ...[`--job-name=${job}`, '--requeue', '--open-mode=append', ...sbatch],
            ...(account === undefined ? [] : [`--account=${account}`]),
          ],
          script: batchScript(untilIdle, courses),
        };
        const ours = log.child({ ...(account !== undefined && { account }) });
        const listener = {
          onLook: (look: object) => ours.info(look, 'looked'),
          onTrouble: (error: Error) => ours.warn({ error: error.message }, 'this look failed'),
        };
        return keepWorkers(database, jobs, listener, signal);
      };
      try {
        await Promise.all(groups.map(keep));
      } finally {
        failed.abort();
        await database.$disconnect();
      }
    });
}

/** Workers that one account pays for. */
interface Group {
  account?: string;
  /** Whose runs they take; anybody's when left out. */
  courses?: CourseChoice;
  /** What their jobs' name has at its end. */
  suffix: string;
}

/** One group for each account, and one for what nobody was named for. Throws USAGE and COURSE_UNKNOWN. */
async function payers(databaseUrl: string, named: readonly string[]): Promise<Group[]> {
  if (named.length === 0) return [{ suffix: '' }];
  const pairs = named.map((text) => {
    const [, course, account] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
    if (course && account) return { course, account };
    throw new CommandError(exitCodes.usage, 'USAGE', `Expected --account as course=account, received "${text}".`);
  });
  const ids = await namedCourses(
    databaseUrl,
    pairs.map(({ course }) => course),
  );
  const accounts = [...new Set(pairs.map(({ account }) => account))];
  const groups = accounts.map((account): Group => {
    const courseIds = ids.filter((_, index) => pairs[index]!.account === account);
    return { account, courses: { courseIds, others: false }, suffix: `-${account}` };
  });
  return [...groups, { courses: { courseIds: ids, others: true }, suffix: '' }];
}

/** The node that runs this one runs the workers: the sources and their packages are on a disk that all machines see. */
function batchScript(untilIdleSeconds: number, courses: CourseChoice | undefined): string {
  const quoted = (path: string) => `'${path.replaceAll("'", `'\\''`)}'`;
  const whose = (courses?.courseIds ?? [])
    .map((id) => ` ${courses?.others ? '--not-course' : '--course'} ${id}`)
    .join('');
  return `#!/bin/sh
cd ${quoted(resolve(import.meta.dirname, '../..'))}
exec ${quoted(process.execPath)} bin/downstream.ts worker --until-idle ${untilIdleSeconds}${whose}
`;
}
