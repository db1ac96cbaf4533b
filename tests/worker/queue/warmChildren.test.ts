import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, inject, test, vi } from 'vitest';
import { chooseEngine, type EngineChoice } from '../../../learning/engine/engine.ts';
import type { ChildTask } from '../../../worker/child/messages.ts';
import { type MemoryBudget, openMemoryBudget } from '../../../worker/queue/memoryBudget.ts';
import { ChildLost, runInChild } from '../../../worker/queue/runInChild.ts';
import { keepWarm, type WarmChildren } from '../../../worker/queue/warmChildren.ts';
import { featureStoreIn } from '../../setup/features.ts';
import { withDatabase } from '../../setup/postgres.ts';

vi.setConfig({ testTimeout: 120_000 });

const childSettings = {
  databaseUrl: withDatabase(inject('postgres').url, 'nothing_here'),
  directories: { objects: '/nowhere', sealed: '/nowhere', cache: '/nowhere' },
  kerasWeightsUrl: 'http://127.0.0.1:9',
  featureStore: featureStoreIn('/nowhere'),
};
const task = (): ChildTask => ({
  ...childSettings,
  claim: { runId: randomUUID(), attempt: 1 },
  engine: { name: 'wasm', reason: 'the only one' },
});
const wasm = await chooseEngine('wasm');

let warm: WarmChildren;
const lost: string[] = [];
afterEach(() => {
  warm.close();
  lost.length = 0;
});

function open(engine: EngineChoice = wasm, memory: MemoryBudget = openMemoryBudget(8e9), concurrency = 1) {
  const engines = { current: () => current };
  let current = engine;
  warm = keepWarm({ concurrency, engines, memory, childSettings, onLost: (how) => lost.push(how) });
  return {
    memory,
    change(next: EngineChoice) {
      current = next;
    },
  };
}

/** Ends with what the child said of a database that is not there. */
function run(settings: Record<string, string> = {}): Promise<unknown> {
  const signal = new AbortController().signal;
  const ignored = { onProgress() {}, onNotice() {}, onErrorOutput() {} };
  return runInChild(task(), { settings, warm, signal, ...ignored }).catch((error) => error);
}

const code = (text: string) => ({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(text)}` });

test('a run gets the process that waited, and another one waits for the next run', async () => {
  open();
  const [first] = children();
  expect(first).toBeDefined();
  const ended = run();
  await vi.waitUntil(() => warm.count() === 0, { interval: 1 });
  expect(await ended).toMatchObject({ code: 'INTERNAL' });
  expect(isThere(first!)).toBe(false);
  await vi.waitUntil(() => warm.count() === 1);
  expect(children()).not.toContain(first);
});

test('after a short run one more waits beside the next', async () => {
  open();
  await run();
  const [next] = children();
  const ended = run();
  await vi.waitUntil(() => children().some((pid) => pid !== next), { interval: 1 });
  expect(isThere(next!)).toBe(true);
  await ended;
  expect(warm.count()).toBe(1);
});

test('a process that is killed while it waits is no run’s loss', async () => {
  open();
  const [first] = children();
  process.kill(first!, 'SIGKILL');
  // The worker may hear of it before the next run or after; both times the run is trained by another process.
  expect(await run()).toMatchObject({ code: 'INTERNAL' });
  await vi.waitUntil(() => warm.count() === 1);
  const before = lost.length;
  process.kill(children()[0]!, 'SIGKILL');
  await vi.waitUntil(() => lost.length > before);
  expect(warm.count()).toBe(0);
  expect(await run()).toMatchObject({ code: 'INTERNAL' });
});

test('a process that is killed once it has its run is that run’s loss', async () => {
  const settings = code(`process.on('message', (message) => {
    if (message.claim) setTimeout(() => process.kill(process.pid, 'SIGSEGV'), 50);
  });`);
  open({ ...wasm, settings });
  const failure = await run(settings);
  expect(failure).toBeInstanceOf(ChildLost);
  expect(failure).toMatchObject({ fault: 'SIGSEGV' });
});

test('an engine that crashes when it warms up is not started again and again', async () => {
  const settings = code(`process.kill(process.pid, 'SIGSEGV')`);
  open({ ...wasm, settings });
  await vi.waitUntil(() => lost.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(lost).toEqual(['SIGSEGV']);
  expect(warm.count()).toBe(0);
  expect(await run(settings)).toMatchObject({ code: 'ENGINE_CRASHED' });
});

test('when the engine changes, processes of the old one end', async () => {
  const engines = open();
  const [first] = children();
  const settings = { TF_CPP_MIN_LOG_LEVEL: '2' };
  engines.change({ ...wasm, settings });
  // The new engine's run does not get the old one's process.
  expect(await run(settings)).toMatchObject({ code: 'INTERNAL' });
  expect(isThere(first!)).toBe(false);
});

test('those that wait take only memory that no run wants', async () => {
  const { memory } = open(wasm, openMemoryBudget(1e9), 4);
  expect(warm.count()).toBe(2);
  const release = memory.take('run', 3e8)!;
  expect(warm.count()).toBe(1);
  const other = memory.take('another', 6e8)!;
  expect(warm.count()).toBe(0);
  expect(memory.take('third', 2e8)).toBeNull();
  release();
  other();
});

test('none is left when the worker stops', async () => {
  open(wasm, openMemoryBudget(8e9), 2);
  // One of an earlier test may still be ending.
  await vi.waitUntil(() => children().length === 2);
  const waiting = children();
  warm.close();
  await vi.waitUntil(() => waiting.every((pid) => !isThere(pid)));
});

/** The ids of the processes that wait or train here (Linux). */
function children(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      const found = read(pid);
      return found.includes('worker/child/') && found.includes(`PPid:\t${process.pid}\n`);
    });
}

function isThere(pid: number): boolean {
  return read(pid).includes('worker/child/');
}

function read(pid: number): string {
  try {
    return ['cmdline', 'status'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'utf8')).join('\n');
  } catch {
    return '';
  }
}
