import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildEngine, GpuUnused } from '../../bin/engine/buildEngine.ts';

const onProcessor = {
  engine: 'native',
  engineVersion: 'TensorFlow.js 4, TensorFlow 2 on the CPU',
  engineReason: 'native passed its probe',
  node: 'v24',
  platform: 'linux-x64',
  processor: 'any',
  threads: 2,
};
const onGpu = { ...onProcessor, engineVersion: 'TensorFlow.js 4, TensorFlow 2 on a GPU' };

/** Builds with steps that do nothing but note that they were taken, and whether pip was asked for. */
async function build(
  options: { gpu?: boolean; from?: string; force?: boolean; kept?: boolean },
  works: typeof onGpu | null,
  built = works,
) {
  const { kept = false, ...wanted } = options;
  const taken: string[] = [];
  const said: string[] = [];
  const library = async () => ({ folder: '' });
  const ended = buildEngine(
    {
      cache: '',
      gpu: false,
      from: undefined,
      force: false,
      ...wanted,
      probe: async (named) => (named ? built : works) ?? Promise.reject(new Error('no engine')),
      say: (line) => void said.push(line),
    },
    {
      requireTools: async ({ pip }) => void taken.push(pip ? 'tools and pip' : 'tools'),
      keptLibrary: async () => (kept ? library() : null),
      fetchLibrary: library,
      openLibrary: library,
      buildAddon: async () => void taken.push('built'),
    },
  );
  return { error: await ended.then(() => null).catch((error) => error), taken, said: said.join() };
}

describe('the native engine is built', () => {
  test('not again where it works', async () => {
    expect(await build({}, onProcessor)).toMatchObject({
      error: null,
      taken: [],
      said: expect.stringContaining('works already'),
    });
    expect(await build({ gpu: true }, onGpu)).toMatchObject({ error: null, taken: [] });
  });

  test.each([
    ['it does not work', {}, null, ['tools and pip', 'built']],
    ['it is to be built again', { force: true }, onProcessor, ['tools and pip', 'built']],
    ['one on the processor works and one on a GPU is wanted', { gpu: true }, onProcessor, ['tools and pip', 'built']],
    ['the library was fetched before, which needs no pip', { kept: true }, null, ['tools', 'built']],
    ['a wheel was named', { from: 'tensorflow.whl' }, onProcessor, ['tools and pip', 'built']],
    ['a folder was named, which needs no pip', { from: 'tensorflow' }, onProcessor, ['tools', 'built']],
  ])('where %s', async (_, options, works, taken) => {
    expect(await build(options, works, onGpu)).toMatchObject({
      error: null,
      taken,
      said: expect.stringContaining('on a GPU'),
    });
  });

  test('for a GPU, and is no success where it trains on the processor', async () => {
    const { error, taken, said } = await build({ gpu: true }, null, onProcessor);
    expect(error).toBeInstanceOf(GpuUnused);
    expect(error.message).toContain('the engine stays');
    expect(taken).toContain('built');
    expect(said).toContain('on the CPU');
  });
});

describe.runIf(process.platform === 'linux')('the library', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'engine-'));
    const python = 'echo "$@" >> "$(dirname "$0")/asked"; case "$*" in *install*) exit 1; esac';
    for (const [name, does] of Object.entries({ python3: python, make: '', 'g++': '' })) {
      await writeFile(join(folder, name), `#!/bin/sh\n${does}\n`);
      await chmod(join(folder, name), 0o755);
    }
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('of a wheel is installed with CUDA where a GPU is to be used', async () => {
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, CACHE_DIR: folder };
    const args = ['bin/engineBuild.ts', '--gpu', '--from', join(folder, 'tensorflow-2.whl')];
    await expect(promisify(execFile)(process.execPath, args, { env })).rejects.toMatchObject({ code: 3 });
    expect(await readFile(join(folder, 'asked'), 'utf8')).toMatch(/-m pip install .*\/tensorflow-2\.whl\[and-cuda\]$/m);
  });
});
