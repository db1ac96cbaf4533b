import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Probe } from '#learning';
import { rememberProbes } from '../../../worker/queue/rememberedProbe.ts';

const provenance = {
  engine: 'wasm',
  engineVersion: '1',
  node: 'v24',
  platform: 'linux-x64',
  processor: 'any',
  threads: 1,
} as const;
let directory: string;
let probes: number;
let result: Probe;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'probe-'));
  probes = 0;
  result = { works: true, seconds: 4, provenance };
});
afterEach(() => rm(directory, { recursive: true }));

/** As a worker does that has just started. */
const start = () =>
  rememberProbes(join(directory, 'cache'), async () => {
    probes++;
    return result;
  });

test('a worker that starts again remembers the probe that passed, for the same engine and settings', async () => {
  expect(await start().probe('wasm', {})).toEqual(result);
  expect(await start().probe('wasm', {})).toEqual(result);
  expect(probes).toBe(1);
  await start().probe('wasm', { TF_ENABLE_ONEDNN_OPTS: '0' });
  expect(probes).toBe(2);
});

test('each of several engines is remembered', async () => {
  for (const name of ['native', 'webgpu', 'native', 'webgpu'] as const) await start().probe(name, {});
  expect(probes).toBe(2);
});

test('a probe that failed, and one whose engine crashed later, is made again', async () => {
  result = { works: false, why: 'it was ended by SIGILL' };
  await start().probe('native', {});
  await start().probe('native', {});
  expect(probes).toBe(2);
  result = { works: true, seconds: 4, provenance };
  await start().probe('native', {});
  await start().forget();
  await start().probe('native', {});
  expect(probes).toBe(4);
});
