import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import type { RecipeInput } from '#contracts/recipe';
import { stopWithParent } from '../../bin/system/service.ts';
import { startWorker } from '../../worker/worker.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';
import { type Slurm, startSlurm, whyNoSlurm } from '../setup/slurm.ts';

// Workers as jobs of a real Slurm with three nodes: a node is cut off, a job cancelled, the controller and the command
// start again, while nine runs train.

const reason = whyNoSlurm();
if (reason) console.warn(`skipped: tests/bin/slurm.test.ts, because ${reason}.`);

const patienceMs = 240_000;
const recipeOf = (seed: number): RecipeInput => ({
  backbone: 'CNN',
  inputSize: 46,
  seed,
  training: { epochs: 6, batchSize: 8 },
});

const watch = `setInterval(() => { try { process.kill(${process.pid}, 0) } catch { process.exit() } }, 2000).unref()`;
const endsWithThisProcess = `data:text/javascript,${encodeURIComponent(watch)}`;

let course: ShapesCourse;
let slurm: Slurm;
const lines: string[] = [];

beforeAll(async () => {
  if (reason) return;
  course = await openShapesCourse();
  slurm = await startSlurm();
}, 120_000);
afterAll(async () => {
  await slurm?.stop();
  await course?.close();
});

test.skipIf(reason)(
  'keeps worker jobs while runs wait; runs go on when a node, a job or the controller goes',
  async () => {
    onTestFailed(() => console.error(lines.slice(-60).join('\n')));
    const undisturbed = await historiesWithoutSlurm([1, 2, 3]);
    const runs = await Promise.all(Array.from({ length: 9 }, (_, index) => course.submit(recipeOf((index % 3) + 1))));

    let keeper = keepWorkers();
    await untilTrains(runs, 2);
    const [node] = await nodesInUse();
    await slurm.killNode(node!);
    // Slurm notices by itself, later; an administrator says it at once.
    await slurm.command('scontrol', 'update', `NodeName=${node}`, 'State=DOWN', 'Reason=cut');

    await untilTrains(runs, 1);
    const [job] = (await jobs('RUNNING')).filter(({ on }) => on !== node);
    await slurm.command('scancel', job!.id);

    keeper.kill('SIGKILL');
    await slurm.restartController();
    keeper = keepWorkers();

    for (const [index, id] of runs.entries()) {
      const run = await course.waitFor(id, undefined, patienceMs);
      expect(run.status, run.failureMessage ?? '').toBe('SUCCEEDED');
      expect(digestOf(run)).toBe(undisturbed[index % 3]);
    }
    // Without work the workers end, and no job is submitted any more.
    await expect.poll(async () => (await jobs()).length, { timeout: patienceMs, interval: 500 }).toBe(0);
    keeper.kill('SIGTERM');
  },
  patienceMs * 2,
);

test.skipIf(reason)('says that Slurm is missing, and what it refused', async () => {
  const missing = await endOf(keepWorkers({ PATH: '/nowhere' }));
  expect(missing).toBe(4);
  expect(lines.join('\n')).toContain("SLURM_MISSING: Expected Slurm's squeue on the PATH");
  await course.submit(recipeOf(4));
  const refused = keepWorkers({}, '--sbatch=--partition=nowhere');
  await expect.poll(() => lines.join('\n'), { timeout: 60_000 }).toContain('invalid partition specified: nowhere');
  expect(refused.exitCode).toBeNull();
  refused.kill('SIGTERM');
  expect(await endOf(refused)).toBe(0);
});

function keepWorkers(settings: Record<string, string> = {}, ...options: string[]): ChildProcess {
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
  const child = spawn(
    process.execPath,
    [
      '--import',
      stopWithParent,
      'bin/downstream.ts',
      'slurm',
      '--ceiling',
      '3',
      '--drain',
      '1',
      '--until-idle',
      '5',
      '--sbatch=--output=/dev/null',
      '--every',
      '1',
      ...options,
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n')));
  return child;
}

const endOf = (child: ChildProcess) =>
  new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode)));

async function jobs(state?: string): Promise<{ id: string; on: string }[]> {
  const output = await slurm.command(
    'squeue',
    '--noheader',
    '--format',
    '%i %N',
    ...(state ? ['--states', state] : []),
  );
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [id = '', on = ''] = line.trim().split(' ');
      return { id, on };
    });
}

const nodesInUse = async () => (await jobs('RUNNING')).map(({ on }) => on);

/** So many of the runs train at this moment and have stored an epoch. */
async function untilTrains(ids: string[], count: number): Promise<void> {
  await expect
    .poll(
      () =>
        course.database.run.count({
          where: { id: { in: ids }, status: 'TRAINING', epochs: { some: {} } },
        }),
      { timeout: patienceMs, interval: 100 },
    )
    .toBeGreaterThanOrEqual(count);
}

async function historiesWithoutSlurm(seeds: number[]): Promise<string[]> {
  const worker = await startWorker(course.worker);
  const digests: string[] = [];
  for (const seed of seeds) digests.push(digestOf(await course.waitFor(await course.submit(recipeOf(seed)))));
  await worker.stop();
  return digests;
}

function digestOf({ epochs, evaluation }: Awaited<ReturnType<ShapesCourse['waitFor']>>): string {
  const history = epochs.map(({ epoch, loss, acc, valLoss, valAcc }) => [epoch, loss, acc, valLoss, valAcc]);
  const scores = [evaluation?.publicScore, evaluation?.privateScore, evaluation?.testLoss];
  return createHash('sha256')
    .update(JSON.stringify([history, scores]))
    .digest('hex');
}
