import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { provenanceSchema } from '#contracts/provenance';
import type { RecipeInput } from '#contracts/recipe';
import { RunFailure } from '#contracts/runFailure';
import { chooseEngine, type EngineChoice } from '../../learning/engine/engine.ts';
import { openLifetime } from '../../worker/lifetime.ts';
import { announcePresence } from '../../worker/presence/presence.ts';
import { consumeRuns } from '../../worker/queue/consumeRuns.ts';
import { openEngineFallback } from '../../worker/queue/engineFallback.ts';
import { openMemoryBudget } from '../../worker/queue/memoryBudget.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';
import { softwareGpu } from '../setup/softwareGpu.ts';
import { startWeightsHost } from '../setup/weightsHost.ts';

const recipe = {
  backbone: 'CNN',
  inputSize: 46,
  training: { epochs: 30, batchSize: 8 },
} as const satisfies RecipeInput;

/** Settings whose child process kills itself with `signal` in the middle of training. */
const endedBy = (signal: string) => {
  const code = `const send = process.send?.bind(process);
    if (send) process.send = (message, ...rest) => {
      if (message.state?.phase === 'TRAINING' && message.state.done > 0) process.kill(process.pid, '${signal}');
      return send(message, ...rest);
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
};

let course: ShapesCourse;
let wasm: EngineChoice;
let stop: () => Promise<void>;

beforeEach(async () => {
  course = await openShapesCourse();
  wasm = await chooseEngine('wasm');
});

afterEach(async () => {
  await stop();
  await course.close();
});

/** Consumes runs as a worker does, on WASM. After a crash the next of the settings follows. */
async function consume(
  settings: Record<string, string>[],
  { concurrency = 1, kerasWeightsUrl = course.worker.kerasWeightsUrl } = {},
): Promise<{ workerId: string }> {
  const choices = settings.map((each, index) => ({
    ...wasm,
    label: `setting ${index}`,
    reason: `setting ${index}`,
    settings: each,
  }));
  const { database, queue } = course;
  const { databaseUrl, directories, log } = course.worker;
  const presence = await announcePresence(database, choices[0]!, { concurrency, memory: 8e9 }, () => {});
  const stopping = new AbortController();
  await consumeRuns({
    lifetime: openLifetime(queue, {}),
    database,
    queue,
    workerId: presence.id,
    engines: openEngineFallback(choices[0]!, {
      async choose(excluded) {
        const next = choices.find(({ label }) => !excluded.has(label));
        if (!next) throw new RunFailure('ENGINE_UNAVAILABLE', 'Expected an engine that works');
        return next;
      },
      probe: async () => ({ works: true, seconds: 1, provenance: wasm.provenance }),
      onChange: presence.changeEngine,
    }),
    concurrency,
    memory: openMemoryBudget(8e9),
    childSettings: { databaseUrl, directories, kerasWeightsUrl, featureStore: course.worker.featureStore },
    log,
    stopping: stopping.signal,
    onProgress: () => {},
  });
  stop = async () => {
    stopping.abort(new Error('the test is over'));
    await queue.offWork('runs');
    await presence.end();
  };
  return { workerId: presence.id };
}

test('a run whose engine crashes continues with the next setting; others follow after a second crash', async () => {
  const { workerId } = await consume([endedBy('SIGFPE'), {}]);
  const settingOf = ({ environment }: { environment: unknown }) => provenanceSchema.parse(environment).engineReason;
  const first = await course.waitFor(await course.submit(recipe));
  expect(first).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
  expect(first.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  expect(settingOf(first)).toBe('setting 1');
  const read = () => course.database.worker.findUniqueOrThrow({ where: { id: workerId } });
  expect(await read()).toMatchObject({ engineReason: 'setting 0' });

  expect(await course.waitFor(await course.submit(recipe))).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
  expect(await read()).toMatchObject({ engineReason: 'setting 1' });
  expect(await course.waitFor(await course.submit(recipe))).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
});

test('a run that crashes every engine fails after its second crash', async () => {
  await consume([endedBy('SIGSEGV'), endedBy('SIGABRT'), {}]);
  const run = await course.waitFor(await course.submit(recipe));
  expect(run).toMatchObject({ status: 'FAILED', failureCode: 'ENGINE_CRASHED', attempt: 2, evaluation: null });
  expect(run.failureMessage).toContain('SIGABRT');
});

test('when a child is killed in the middle of a batch, its run continues and no other notices', async () => {
  await consume([{}, {}], { concurrency: 2 });
  const long = { ...recipe, training: { epochs: 40, batchSize: 8 } };
  const ids = [await course.submit(long), await course.submit(long)];
  for (const id of ids) await course.waitFor(id, ({ epochs }) => epochs >= 1);
  process.kill(children()[0]!, 'SIGKILL');
  const runs = await Promise.all(ids.map((id) => course.waitFor(id)));
  expect(runs.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  expect(runs.map(({ attempt }) => attempt).toSorted()).toEqual([1, 2]);
});

/** Settings whose child executes `code` once, when it has trained its first steps; the file says that it did. */
const onceInTraining = (code: string) => {
  const done = join(course.worker.directories.objects, 'done');
  const preloaded = `import { existsSync, writeFileSync } from 'node:fs';
    const send = process.send?.bind(process);
    if (send) process.send = (message, ...rest) => {
      if (message.state?.phase === 'TRAINING' && message.state.done > 0 && !existsSync(${JSON.stringify(done)})) {
        writeFileSync(${JSON.stringify(done)}, '');
        ${code};
      }
      return send(message, ...rest);
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preloaded)}` };
};

test.each([
  ['is told to end', `process.kill(process.pid, 'SIGTERM')`],
  ['exits without an answer', 'process.exit(0)'],
  ['loses its channel to the worker', 'process.disconnect()'],
])('a run whose child %s continues with another one, on the same engine', async (_how, code) => {
  await consume([onceInTraining(code)]);
  const short = { ...recipe, training: { epochs: 6, batchSize: 8 } };
  expect(await course.waitFor(await course.submit(short))).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
});

test('a run that ends its child again and again without a new checkpoint fails after the fourth', async () => {
  // Before its first epoch, so that there is no checkpoint.
  const code = `const send = process.send?.bind(process);
    if (send) process.send = (message, ...rest) => {
      if (message.state?.phase === 'TRAINING') process.kill(process.pid, 'SIGKILL');
      return send(message, ...rest);
    };`;
  await consume([{ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` }]);
  const run = await course.waitFor(await course.submit(recipe));
  expect(run).toMatchObject({ status: 'FAILED', failureCode: 'ENGINE_CRASHED', attempt: 4 });
  expect(run.failureMessage).toContain('SIGKILL');
});

/**
 * Settings whose child process dies in the thread in which ONNX Runtime computes. Processes that only measure executors
 * are left alone.
 */
const endedInSession = () => {
  const code = `import { isMainThread } from 'node:worker_threads';
    if (isMainThread && process.argv[1].endsWith('child.ts')) process.env.CRASHING = String(process.pid);
    if (!isMainThread && process.env.CRASHING === String(process.pid)) process.kill(process.pid, 'SIGSEGV');`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
};

test('a run that ONNX Runtime crashes continues without it, on the same engine', async () => {
  const host = await startWeightsHost();
  const { workerId } = await consume([endedInSession(), {}], { kerasWeightsUrl: host.url });
  const frozen = {
    backbone: 'MobileNetV2',
    weights: 'imagenet',
    inputSize: 96,
    training: { epochs: 1, batchSize: 8 },
  } as const;
  const environmentOf = ({ environment }: { environment: unknown }) => provenanceSchema.parse(environment);
  const expected = [
    [2, 'this run'],
    [2, 'a second run'],
    [1, 'a second run'],
  ] as const;
  for (const [attempt, run] of expected) {
    // A repeated recipe gets the executor of the first run, unless that run was forced to it.
    const ended = await course.waitFor(await course.submit(frozen));
    expect(ended).toMatchObject({ status: 'SUCCEEDED', attempt });
    expect(environmentOf(ended)).toMatchObject({
      engineReason: 'setting 0',
      executor: { name: 'tfjs', reason: `ONNX Runtime is ruled out: it was ended by SIGSEGV in ${run}` },
    });
  }
  expect(await course.database.worker.findUniqueOrThrow({ where: { id: workerId } })).toMatchObject({
    engineReason: 'setting 0; ONNX Runtime ruled out: it was ended by SIGSEGV in a second run',
  });
  await host.close();
});

test.runIf(softwareGpu)('one that ONNX Runtime crashes on a GPU continues without that GPU', async () => {
  const code = `import { isMainThread, workerData } from 'node:worker_threads';
    if (isMainThread && process.argv[1].endsWith('child.ts')) process.env.CRASHING = String(process.pid);
    if (workerData?.place === 'webgpu' && process.env.CRASHING === String(process.pid))
      process.kill(process.pid, 'SIGSEGV');`;
  const crashing = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`, ...softwareGpu };
  const host = await startWeightsHost();
  await consume([crashing], { kerasWeightsUrl: host.url });
  const frozen = {
    backbone: 'MobileNetV2',
    weights: 'imagenet',
    inputSize: 32,
    freeze: { before: 'block_2_expand' },
    training: { epochs: 1, batchSize: 8 },
  } as const;
  // Its executor was a GPU, so that this run's is one, too.
  const executor = { name: 'onnx', place: 'webgpu', version: 'ONNX Runtime', reason: 'measured before' };
  const earlier = await course.submit(frozen);
  await course.waitFor(earlier);
  await course.database.run.update({
    where: { id: earlier },
    data: { environment: { ...wasm.provenance, engineReason: 'before', executor } },
  });
  const ended = await course.waitFor(await course.submit(frozen), undefined, 300_000);
  expect(ended).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
  expect(provenanceSchema.parse(ended.environment)).toMatchObject({
    engineReason: 'setting 0',
    executor: {
      name: expect.stringMatching(/^(onnx|tfjs)$/),
      reason: expect.stringMatching(
        /^ONNX Runtime on WebGPU is ruled out: it was ended by SIGSEGV in this run; [\d.]+ ms/,
      ),
    },
  });
  expect(provenanceSchema.parse(ended.environment).executor!.place).not.toBe('webgpu');
  await host.close();
});

/** The ids of the processes that this one has started to train runs (Linux). */
function children(): number[] {
  const isOurs = (pid: number) => {
    const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8');
    try {
      return read('cmdline').includes('worker/child/') && read('status').includes(`PPid:\t${process.pid}\n`);
    } catch {
      return false;
    }
  };
  return readdirSync('/proc').map(Number).filter(isOurs);
}
