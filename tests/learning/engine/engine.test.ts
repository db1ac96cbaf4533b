import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { chooseEngine, type Probe, probeEngine, startEngine } from '../../../learning/engine/engine.ts';
import { kernelsVersion } from '../../../learning/engine/repairs.ts';
import { startTestEngine } from '../../setup/engine.ts';

/**
 * Probes with results from a table instead of a child process. Keys are the engine's name, with `off` if oneDNN is off
 * and `hidden` if GPUs are hidden.
 */
const probing = (results: Record<string, Probe>) => async (name: string, settings: Record<string, string>) => {
  if (settings.CUDA_VISIBLE_DEVICES === '-1') return results[`${name} hidden`] ?? crashes;
  return results[settings.TF_ENABLE_ONEDNN_OPTS === '0' ? `${name} off` : name]!;
};
const provenance = {
  engine: 'probed',
  engineVersion: '1',
  node: 'v24',
  platform: 'linux-x64',
  processor: 'any',
  threads: 1,
};
const works: Probe = { works: true, seconds: 1, provenance };
const crashes: Probe = { works: false, why: 'it was ended by SIGFPE' };
const nativePackage = '@tensorflow/tfjs-node-gpu';

describe('chooseEngine', () => {
  it('finds that WASM works here', async () => {
    const { name, reason, provenance } = await chooseEngine('wasm');
    expect(name).toBe('wasm');
    expect(reason).toContain('wasm passed its probe');
    expect(provenance.engineReason).toBe(reason);
    // No machine is a thousand times as fast or as slow as another.
    expect(provenance.speed!.convolutionGflops).toBeGreaterThan(0.1);
    expect(provenance.speed!.convolutionGflops).toBeLessThan(100_000);
    expect(provenance.speed!.cnnStepMs).toBeGreaterThan(0.1);
    expect(provenance.speed!.cnnStepMs).toBeLessThan(60_000);
  });

  it.runIf(process.env.ENGINE === 'native')('finds that the native engine works here', async () => {
    const choice = await chooseEngine('auto');
    expect(choice).toMatchObject({ name: 'native', reason: expect.stringMatching(/^native.* passed its probe/) });
    expect(choice.provenance.engineVersion).toMatch(/TensorFlow \d+\.\d+\.\d+ on /);
  });

  it('prefers the native engine', async () => {
    const choice = await chooseEngine('auto', { nativePackage, probe: probing({ native: works }) });
    expect(choice).toMatchObject({ name: 'native', settings: { TF_FORCE_GPU_ALLOW_GROWTH: 'true' } });
    expect(choice.settings).not.toHaveProperty('TF_ENABLE_ONEDNN_OPTS');
  });

  it('turns oneDNN off where it kills the process, and says so', async () => {
    const choice = await chooseEngine('auto', {
      nativePackage,
      probe: probing({ native: crashes, 'native off': works }),
    });
    expect(choice).toMatchObject({ name: 'native', settings: { TF_ENABLE_ONEDNN_OPTS: '0' } });
    expect(choice.reason).toContain('native ruled out: it was ended by SIGFPE');
  });

  it('falls back to WASM, and says what ruled the native engine out', async () => {
    const crashed = await chooseEngine('auto', {
      nativePackage,
      probe: probing({ native: crashes, 'native off': crashes, wasm: works }),
    });
    expect(crashed).toMatchObject({
      name: 'wasm',
      reason: expect.stringContaining('native without oneDNN ruled out: it was ended by SIGFPE'),
    });
    const absent = await chooseEngine('auto', {
      nativePackage: null,
      probe: probing({ native: works, wasm: works }),
    });
    expect(absent).toMatchObject({
      name: 'wasm',
      reason: expect.stringContaining('nor @tensorflow/tfjs-node is installed'),
    });
  });

  it('tries the native engine without the GPU, where there is one, before it falls back to WASM', async () => {
    const probe = probing({ native: crashes, 'native off': crashes, 'native hidden': works, wasm: works });
    const beside = await chooseEngine('auto', { nativePackage, probe, hasGpu: () => true });
    expect(beside).toMatchObject({
      name: 'native',
      label: 'native on the CPU',
      settings: { CUDA_VISIBLE_DEVICES: '-1' },
    });
    const without = await chooseEngine('auto', { nativePackage, probe, hasGpu: () => false });
    expect(without).toMatchObject({ name: 'wasm' });
  });

  describe('with a GPU that WebGPU can use', () => {
    const onGpu: Probe = { works: true, seconds: 1, provenance: { ...provenance, engineVersion: '1 on a GPU' } };
    const machine = { nativePackage, hasWebgpu: true, hasAnyGpu: () => true, hasGpu: () => false };

    it('prefers native on a GPU, then WebGPU, then native on the processor, then WASM', async () => {
      const choose = (results: Record<string, Probe>) =>
        chooseEngine('auto', { ...machine, probe: probing({ 'native off': crashes, ...results }) });
      expect(await choose({ native: onGpu, webgpu: works, wasm: works })).toMatchObject({ label: 'native' });
      expect(await choose({ native: works, webgpu: works, wasm: works })).toMatchObject({ label: 'webgpu' });
      expect(await choose({ native: works, webgpu: crashes, wasm: works })).toMatchObject({
        label: 'native',
        reason: 'native passed its probe in 1.0 s; webgpu ruled out: it was ended by SIGFPE',
      });
      expect(await choose({ native: crashes, webgpu: crashes, wasm: works })).toMatchObject({ label: 'wasm' });
    });

    it('goes on with the next engine when WebGPU is ruled out by a run', async () => {
      const excluded = new Map([['webgpu', 'it was ended by the loss of its GPU in this run']]);
      const probe = probing({ native: works, webgpu: works, wasm: works });
      expect(await chooseEngine('auto', { ...machine, excluded, probe })).toMatchObject({
        label: 'native',
        reason: expect.stringContaining('webgpu ruled out: it was ended by the loss of its GPU in this run'),
      });
    });

    it('does not probe WebGPU on a machine without a GPU or the package, and says so', async () => {
      const probe = probing({ native: crashes, 'native off': crashes, wasm: works });
      expect(await chooseEngine('auto', { ...machine, hasAnyGpu: () => false, probe })).toMatchObject({
        label: 'wasm',
        reason: expect.stringContaining('webgpu ruled out: this machine has no GPU'),
      });
      expect(await chooseEngine('auto', { ...machine, hasWebgpu: false, probe })).toMatchObject({
        reason: expect.stringContaining('webgpu ruled out: the package webgpu is not installed'),
      });
    });

    it('lets the processor play the GPU only where WebGPU is asked for by its name', async () => {
      const probe = probing({ native: crashes, 'native off': crashes, webgpu: works });
      expect((await chooseEngine('auto', { ...machine, probe })).settings).toEqual({});
      const named = await chooseEngine('webgpu', { ...machine, hasAnyGpu: () => false, probe });
      expect(named).toMatchObject({ label: 'webgpu', settings: { WEBGPU_SOFTWARE_ADAPTER: 'allowed' } });
    });
  });

  it('takes no other engine than the one that was asked for', async () => {
    const probe = probing({ native: crashes, 'native off': crashes, wasm: works });
    await expect(chooseEngine('native', { nativePackage, probe })).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: expect.stringContaining('Expected the native engine to work here'),
    });
  });
});

describe('probeEngine', () => {
  it('survives a process that is killed by a signal', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'probe-'));
    await writeFile(join(folder, 'crash.cjs'), "process.kill(process.pid, 'SIGFPE'); setTimeout(() => {}, 10_000);");
    const probe = await probeEngine('wasm', { NODE_OPTIONS: `--require ${join(folder, 'crash.cjs')}` });
    await rm(folder, { recursive: true });
    expect(probe).toEqual({ works: false, why: 'it was ended by SIGFPE' });
  });

  it.runIf(process.env.ENGINE === 'native')(
    'tells the native engine without oneDNN from the one with it: its numbers differ',
    async () => {
      const probe = await probeEngine('native', { TF_ENABLE_ONEDNN_OPTS: '0' });
      expect(probe).toMatchObject({ provenance: { engineVersion: expect.stringMatching(/ without oneDNN$/) } });
    },
  );

  it('gives the reason of a process that throws', async () => {
    const probe = await probeEngine('wasm', { NODE_OPTIONS: '--require /nowhere/module.cjs' });
    expect(probe).toMatchObject({
      works: false,
      why: expect.stringContaining("Cannot find module '/nowhere/module.cjs'"),
    });
  });
});

describe('startEngine', () => {
  it('starts WASM and describes what the numbers depend on', async () => {
    const { provenance } = await startEngine('wasm');
    expect(tf.getBackend()).toBe('wasm');
    expect(provenance).toMatchObject({ engine: 'wasm', node: process.version, threads: 1 });
    expect(provenance.engineVersion).toContain(`${tf.version_core} (kernels ${kernelsVersion})`);
  });

  it('gives every trainable weight of MobileNetV2 a gradient', async () => {
    await startTestEngine();
    const model = buildBackbone('MobileNetV2', { inputSize: 32, seed: 1 });
    const x = tf.randomUniform([2, 32, 32, 3], -1, 1, 'float32', 1);
    const { grads } = tf.variableGrads(
      () => tf.sum(tf.square(model.apply(x, { training: true }) as tf.Tensor)) as tf.Scalar,
    );
    const flat = Object.entries(grads).filter(([, gradient]) =>
      gradient.dataSync().every((value) => value === 0 || !Number.isFinite(value)),
    );
    expect(Object.keys(grads)).toHaveLength(model.trainableWeights.length);
    expect(flat.map(([name]) => name)).toEqual([]);
  });
});
