import { type ChildProcess, spawn } from 'node:child_process';
import { expect } from 'vitest';
import type { RecipeInput } from '#contracts/recipe';
import { stopWithParent } from '../../bin/system/service.ts';
import { startWorker } from '../../worker/worker.ts';
import { type Journal, keepJournal } from './journal.ts';
import { numbersOf, openShapesCourse, type ShapesCourse } from './shapesCourse.ts';
import { type Slurm, startSlurm } from './slurm.ts';

/** A course whose runs are trained by jobs of a Slurm. */
export interface SlurmCourse {
  course: ShapesCourse;
  slurm: Slurm;
  /** What the commands printed that keep workers. */
  lines: string[];
  /** Starts `downstream slurm`; `settings` are environment variables. */
  keepWorkers(settings?: Record<string, string>, ...options: string[]): ChildProcess;
  /** The jobs that have not ended. */
  jobs(state?: string): Promise<SlurmJob[]>;
  close(): Promise<void>;
}

interface SlurmJob {
  id: string;
  /** Its node; empty while it waits for one. */
  on: string;
  /** The account that Slurm charges. */
  account: string;
}

const patienceMs = 1_500_000;
export const recipeOf = (seed: number): RecipeInput => ({
  backbone: 'CNN',
  inputSize: 46,
  seed,
  training: { epochs: 6, batchSize: 8 },
});

const watch = `setInterval(() => { try { process.kill(${process.pid}, 0) } catch { process.exit() } }, 2000).unref()`;
const endsWithThisProcess = `data:text/javascript,${encodeURIComponent(watch)}`;

export async function openSlurmCourse(): Promise<SlurmCourse> {
  const course = await openShapesCourse();
  const slurm = await startSlurm();
  const lines: string[] = [];
  return {
    course,
    slurm,
    lines,
    keepWorkers(settings = {}, ...options) {
      const { worker } = course;
      const env = {
        ...process.env,
        ...slurm.environment,
        DATABASE_URL: worker.databaseUrl,
        DATA_DIR: worker.directories.objects.replace(/\/objects$/, ''),
        ENGINE: 'wasm',
        WORKER_CONCURRENCY: '1',
        KERAS_WEIGHTS_URL: worker.kerasWeightsUrl,
        // The jobs inherit it: they end when this test is killed.
        NODE_OPTIONS: `--import=${endsWithThisProcess}`,
        ...settings,
      };
      const command = ['--import', stopWithParent, 'bin/downstream.ts', 'slurm'];
      const usual = [
        '--ceiling',
        '3',
        '--drain',
        '1',
        '--until-idle',
        '5',
        '--sbatch=--output=/dev/null',
        '--every',
        '1',
      ];
      const child = spawn(process.execPath, [...command, ...usual, ...options], {
        env,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      for (const stream of [child.stdout!, child.stderr!])
        stream.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n')));
      return child;
    },
    async jobs(state) {
      const which = state ? ['--states', state] : [];
      const output = await slurm.command('squeue', '--noheader', '--format', '%i|%N|%a', ...which);
      return output
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const [id = '', on = '', account = ''] = line.trim().split('|');
          return { id, on, account };
        });
    },
    async close() {
      await slurm.stop();
      await course.close();
    },
  };
}

/**
 * Trains so many runs of three recipes as jobs of Slurm, while a node is cut off, a job cancelled, and the controller
 * and the command start again. Every run ends as an undisturbed one, and no epoch is stored twice.
 */
export async function expectRunsToOutlive({ course, slurm, keepWorkers, jobs }: SlurmCourse, count: number) {
  const undisturbed = await historiesWithoutSlurm(course, [1, 2, 3]);
  const journal = await keepJournal(course.ownerUrl);
  const runs = await Promise.all(Array.from({ length: count }, (_, index) => course.submit(recipeOf((index % 3) + 1))));

  let keeper = keepWorkers();
  await untilTrains(course, runs, 2);
  const node = (await jobs('RUNNING'))[0]!.on;
  await slurm.killNode(node);
  // Slurm notices by itself, later; an administrator says it at once.
  await slurm.command('scontrol', 'update', `NodeName=${node}`, 'State=DOWN', 'Reason=cut');

  await untilTrains(course, runs, 1);
  const [job] = (await jobs('RUNNING')).filter(({ on }) => on !== node);
  await slurm.command('scancel', job!.id);

  keeper.kill('SIGKILL');
  await slurm.restartController();
  keeper = keepWorkers();

  for (const [index, id] of runs.entries()) {
    const run = await course.waitFor(id, undefined, patienceMs);
    expect(run.status, run.failureMessage ?? '').toBe('SUCCEEDED');
    expect(numbersOf(run)).toEqual(undisturbed[index % 3]);
  }
  const { doubled, ...figures }: Journal = await journal.read();
  console.info(JSON.stringify({ runs: count, ...figures }));
  expect(doubled).toEqual([]);
  // The node and the job that were lost had runs, which others took.
  expect(figures.claims).toBeGreaterThan(count);
  // Without work the workers end, and no job is submitted any more.
  await expect.poll(async () => (await jobs()).length, { timeout: patienceMs, interval: 500 }).toBe(0);
  keeper.kill('SIGTERM');
}

/** So many of the runs train at this moment and have stored an epoch. */
async function untilTrains({ database }: ShapesCourse, ids: string[], count: number): Promise<void> {
  const trained = { id: { in: ids }, status: 'TRAINING', epochs: { some: {} } } as const;
  await expect
    .poll(() => database.run.count({ where: trained }), { timeout: patienceMs, interval: 100 })
    .toBeGreaterThanOrEqual(count);
}

async function historiesWithoutSlurm(course: ShapesCourse, seeds: number[]) {
  const worker = await startWorker(course.worker);
  const numbers = [];
  for (const seed of seeds) numbers.push(numbersOf(await course.waitFor(await course.submit(recipeOf(seed)))));
  await worker.stop();
  return numbers;
}
