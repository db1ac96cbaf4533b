import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RecipeInput } from '#contracts/recipe';
import { stopWithParent } from '../../bin/system/service.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';

const tap = fileURLToPath(new URL('tap.ts', import.meta.url));

/** A run's end: how it ended, and a digest of its whole history. */
export interface Outcome {
  status: string;
  failureCode: string | null;
  epochs: number;
  history: string;
  attempts: number;
}

/** A course whose runs are trained by worker processes that start again when they end, as those of `npm start` do. */
export interface Rig {
  course: ShapesCourse;
  /** Keeps one more worker process; `settings` are its environment variables. One that is killed starts again. */
  keepWorker(settings?: Record<string, string>): { stop(): Promise<void>; kill(): void };
  /** The ids of all worker processes and of the processes that those have started. */
  processes(): number[];
  submit(recipe: RecipeInput): Promise<string>;
  outcomeOf(runId: string, patienceMs: number): Promise<Outcome>;
  close(): Promise<void>;
}

/** What each run trains: seconds long, and resumed from a checkpoint of each epoch. */
export const recipeOf = (seed: number): RecipeInput => ({
  backbone: 'CNN',
  inputSize: 46,
  seed,
  training: { epochs: 6, batchSize: 8 },
});

export async function openRig(): Promise<Rig> {
  const course = await openShapesCourse();
  const running = new Set<ChildProcess>();
  const stops = new Set<() => Promise<void>>();
  return {
    course,
    keepWorker(settings = {}) {
      let stopped = false;
      let child: ChildProcess | undefined;
      const start = () => {
        if (stopped) return;
        const started = startTappedWorker(course, settings);
        child = started;
        running.add(started);
        started.once('exit', () => {
          running.delete(started);
          setTimeout(start, 200);
        });
      };
      start();
      const stop = async () => {
        stopped = true;
        stops.delete(stop);
        const last = child;
        if (!last || last.exitCode !== null || last.signalCode !== null) return;
        const gone = new Promise((resolve) => last.once('exit', resolve));
        // What SIGSTOP has halted does not hear SIGTERM.
        last.kill('SIGCONT');
        last.kill('SIGTERM');
        await gone;
      };
      stops.add(stop);
      return { stop, kill: () => void child?.kill('SIGKILL') };
    },
    processes: () => [...running].flatMap(({ pid }) => (pid === undefined ? [] : [pid, ...descendants(pid)])),
    submit: (recipe) => course.submit(recipe),
    async outcomeOf(runId, patienceMs) {
      const run = await course.waitFor(runId, undefined, patienceMs);
      const history = run.epochs.map(({ epoch, loss, acc, valLoss, valAcc, learningRate }) => [
        epoch,
        loss,
        acc,
        valLoss,
        valAcc,
        learningRate,
      ]);
      const scores = run.evaluation && [
        run.evaluation.publicScore,
        run.evaluation.privateScore,
        run.evaluation.testLoss,
      ];
      return {
        status: run.status,
        failureCode: run.failureCode,
        epochs: run.epochs.length,
        history: createHash('sha256')
          .update(JSON.stringify([history, scores]))
          .digest('hex')
          .slice(0, 16),
        attempts: run.attempt,
      };
    },
    async close() {
      await Promise.all([...stops].map((stop) => stop()));
      await course.close();
    },
  };
}

function startTappedWorker({ worker }: ShapesCourse, settings: Record<string, string>): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: worker.databaseUrl,
    DATA_DIR: worker.directories.objects.replace(/\/objects$/, ''),
    ENGINE: 'wasm',
    WORKER_CONCURRENCY: '1',
    KERAS_WEIGHTS_URL: worker.kerasWeightsUrl,
    LOG_LEVEL: 'fatal',
    ...settings,
  };
  return spawn(process.execPath, ['--import', stopWithParent, '--import', tap, 'worker/main.ts'], {
    env,
    stdio: ['ignore', 'ignore', process.env.CHAOS_LOG ? 'inherit' : 'ignore', 'ipc'],
  });
}

/** The processes below one, from /proc. */
function descendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, parent] = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        return [{ pid: Number(name), parent: Number(parent) }];
      } catch {
        return [];
      }
    });
  const below = (id: number): number[] =>
    parents.filter(({ parent }) => parent === id).flatMap((child) => [child.pid, ...below(child.pid)]);
  return below(pid);
}
