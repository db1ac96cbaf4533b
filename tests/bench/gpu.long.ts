import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { softwareGpu } from '../setup/softwareGpu.ts';
import { gpuCases } from './gpu/cases.ts';
import { lineSchema } from './row.ts';

vi.setConfig({ testTimeout: 3_600_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downstream-gpu-bench-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(command: string, args: string[], options: SpawnOptions = {}) {
  const child = spawn(command, args, options);
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]!.setEncoding('utf8').on('data', (text) => (printed[name] += text));
  const [code] = await once(child, 'close');
  return { ...printed, code };
}

function rowsOf(stdout: string) {
  return stdout
    .trim()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

test('the bench of a GPU ends when its time is over, and says what it has not measured', async () => {
  const started = performance.now();
  const env = { ...process.env, ENGINE: 'wasm', PYTHON: 'no-such-python' };
  const args = ['tests/bench/gpu/run.ts', '--gpu', '--quick', '--json', '--minutes', '0.2'];
  const { stdout, stderr, code } = await run(process.execPath, args, { env });
  expect(performance.now() - started).toBeLessThan(30_000);
  expect(code, stderr).toBe(1);
  const rows = rowsOf(stdout);
  expect(rows.map((row) => row.case)).toEqual(gpuCases.map(({ name }) => name));
  expect(rows.at(-1)).toMatchObject({ ours: null, notes: ['not measured: no time was left of 0.2 minutes'] });
});

/** Without root, and without a network. */
const alone = ['unshare', '-rn'] as const;
const canBeAlone = spawnSync(alone[0], [alone[1], 'true']).status === 0;

test.runIf(canBeAlone)('it runs from its archives in an empty folder without a network', async () => {
  const packed = join(folder, 'packed');
  const pack = await run(process.execPath, ['tests/bench/pack/run.ts', '--to', packed]);
  expect(pack.code, pack.stderr).toBe(0);
  const parts = await readdir(packed);
  for (const part of parts) expect((await stat(join(packed, part))).size).toBeLessThanOrEqual(60e6);

  // The command that the pack has printed, in an empty folder beside it.
  const unpack = /There: (cat \S+ \| tar xz) &&/.exec(pack.stdout)![1]!;
  const empty = join(folder, 'empty');
  await mkdir(empty);
  expect((await run('sh', ['-c', unpack.replace('cat ', 'cat ../packed/')], { cwd: empty })).code).toBe(0);
  expect((await readdir(join(empty, 'downstream-bench/tests/bench/prepared'))).sort()).toEqual([
    'VGG19-224.h5',
    'photos',
  ]);

  const engine = softwareGpu ? { ...softwareGpu, ENGINE: 'webgpu' } : { ENGINE: 'wasm' };
  const env = { PATH: '/usr/bin:/bin', TMPDIR: folder, PYTHON: 'no-such-python', ...engine };
  const only = ['--only', 'features/MobileNetV2', '--only', 'cnn'];
  const args = [...alone, 'downstream-bench/bench', '--quick', '--json', '--minutes', '50', ...only];
  const { stdout, stderr, code } = await run(args[0]!, args.slice(1), { cwd: empty, env });
  expect(code, stderr).toBe(0);
  const [features, cnn] = rowsOf(stdout);
  expect(features!.ours).toBeGreaterThan(0);
  if (softwareGpu) expect(features!.notes.join()).toMatch(/ONNX on WebGPU: [\d.]+ images\/s/);
  expect(cnn).toMatchObject({ engine: engine.ENGINE, unit: 'ms a step' });
  expect(cnn!.ours).toBeGreaterThan(0);
});
