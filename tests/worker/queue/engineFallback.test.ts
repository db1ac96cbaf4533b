import { expect, test } from 'vitest';
import { RunFailure } from '#contracts/runFailure';
import type { EngineChoice } from '../../../learning/engine/engine.ts';
import { openEngineFallback } from '../../../worker/queue/engineFallback.ts';

const provenance = {
  engine: 'native',
  engineVersion: '1',
  node: 'v24',
  platform: 'linux-x64',
  processor: 'any',
  threads: 1,
};
const settings = ['native', 'native without oneDNN', 'wasm'];
const choiceOf = (label: string): EngineChoice => ({
  name: 'native',
  label,
  reason: `${label} works`,
  settings: {},
  provenance,
});

/**
 * Engines whose probes all pass or all fail. `changes` lists the engines that the worker changed to and why; `shown`
 * lists the reasons in the worker's row.
 */
function engines({ labels = settings, passes = true } = {}) {
  const changes: string[] = [];
  const shown: string[] = [];
  let why: ReadonlyMap<string, string> = new Map();
  const fallback = openEngineFallback(choiceOf(labels[0]!), {
    async choose(excluded) {
      why = excluded;
      const label = labels.find((candidate) => !excluded.has(candidate));
      if (!label) throw new RunFailure('ENGINE_UNAVAILABLE', 'Expected an engine that works');
      return choiceOf(label);
    },
    probe: async () =>
      passes ? { works: true, seconds: 1, provenance } : { works: false, why: 'it was ended by SIGFPE' },
    async onChange({ label, reason }) {
      changes.push(`${label}, as ${[...why.values()].at(-1)}`);
      shown.push(reason);
    },
  });
  return { ...fallback, changes, shown };
}

test('a setting that fails its probe after a crash is ruled out', async () => {
  const { current, crashed, changes } = engines({ passes: false });
  expect(await crashed(current(), 'SIGFPE', null)).toMatchObject({ label: 'native without oneDNN' });
  expect(current().label).toBe('native without oneDNN');
  expect(changes).toEqual([
    'native without oneDNN, as it was ended by SIGFPE in a run, and then it was ended by SIGFPE',
  ]);
});

test('a GPU that is lost is told as such', async () => {
  const { current, crashed, changes } = engines({ passes: false });
  await crashed(current(), 'the loss of its GPU: the driver was reset', null);
  expect(changes[0]).toContain('it was ended by the loss of its GPU: the driver was reset in a run, and then');
});

test('one crash rules out a setting that still works for that run alone; a second one for all runs', async () => {
  const { current, crashed, changes } = engines();
  const first = current();
  expect(await crashed(first, 'SIGSEGV', null)).toMatchObject({ label: 'native without oneDNN' });
  expect(current()).toBe(first);
  expect(await crashed(first, 'SIGSEGV', null)).toMatchObject({ label: 'native without oneDNN' });
  expect(current().label).toBe('native without oneDNN');
  expect(changes).toEqual(['native without oneDNN, as it was ended by SIGSEGV in a second run']);
});

test('two runs that crash at the same time are two crashes; neither goes back to that setting', async () => {
  const { current, crashed, changes } = engines();
  const first = current();
  const next = await Promise.all([
    crashed(first, 'SIGFPE', null),
    crashed(first, 'SIGFPE', null),
    crashed(first, 'SIGFPE', null),
  ]);
  expect(next.map((engine) => engine?.label)).toEqual(Array(3).fill('native without oneDNN'));
  expect(changes).toHaveLength(1);
});

test('a worker without another engine that works keeps the one it has', async () => {
  const { current, crashed, changes } = engines({ labels: ['wasm'], passes: false });
  expect(await crashed(current(), 'SIGSEGV', null)).toBeNull();
  expect(await crashed(current(), 'SIGSEGV', null)).toBeNull();
  expect(current().label).toBe('wasm');
  expect(changes).toEqual([]);
});

test('a crash of ONNX Runtime keeps the engine; a second one rules ONNX Runtime out for all, and shows', async () => {
  const { current, crashed, shown } = engines();
  const first = current();
  expect(await crashed(first, 'SIGSEGV', 'processor')).toEqual({
    ...first,
    onnxRuledOut: { processor: 'it was ended by SIGSEGV in this run' },
  });
  expect(current()).toBe(first);
  const without = { ...first, onnxRuledOut: { processor: 'it was ended by SIGILL in a second run' } };
  expect(await crashed(first, 'SIGILL', 'processor')).toEqual(without);
  expect(current()).toEqual(without);
  // A third crash, of a run that had started earlier, changes nothing.
  await crashed(first, 'SIGSEGV', 'processor');
  expect(current()).toEqual(without);
  expect(shown).toEqual(['native works; ONNX Runtime ruled out: it was ended by SIGILL in a second run']);
  // ONNX Runtime stays ruled out when the engine crashes too.
  await crashed(without, 'SIGFPE', null);
  await crashed(without, 'SIGFPE', null);
  expect(current()).toMatchObject({ label: 'native without oneDNN', onnxRuledOut: without.onnxRuledOut });
  expect(shown.at(-1)).toBe(
    'native without oneDNN works; ONNX Runtime ruled out: it was ended by SIGILL in a second run',
  );
});

test('a crash of ONNX Runtime on a GPU rules out that GPU only, and is counted by itself', async () => {
  const { current, crashed, shown } = engines();
  const first = current();
  await crashed(first, 'SIGSEGV', 'processor');
  const why = 'it was ended by the loss of its GPU in this run';
  expect(await crashed(first, 'the loss of its GPU', 'webgpu')).toEqual({ ...first, onnxRuledOut: { webgpu: why } });
  expect(current()).toBe(first);
  await crashed(first, 'SIGSEGV', 'webgpu');
  expect(current().onnxRuledOut).toEqual({ webgpu: 'it was ended by SIGSEGV in a second run' });
  expect(shown).toEqual(['native works; ONNX Runtime on WebGPU ruled out: it was ended by SIGSEGV in a second run']);
});
