import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { fetchKerasWeights, imagenetReachable } from '../../../learning/weights/kerasWeights.ts';
import { loadWeights } from '../../../learning/weights/loadWeights.ts';
import { missingWeights } from '../../../learning/weights/missingWeights.ts';
import { weightsHash } from '../../../learning/weights/modelWeights.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { type FileHost, startFileHost } from './fileHost.ts';
import { writeLegacyH5 } from './legacyFile.ts';

let folder: string;
let official: tf.LayersModel;
let file: Buffer;

let cacheDirectory: string;
let host: FileHost | undefined;

beforeAll(async () => {
  await startTestEngine();
  folder = await mkdtemp(join(tmpdir(), 'weights-'));
  official = buildBackbone('MobileNetV2', { inputSize: 96, seed: 7 });
  await writeLegacyH5(join(folder, 'official.h5'), official);
  file = readFileSync(join(folder, 'official.h5'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  cacheDirectory = await mkdtemp(join(folder, 'cache-'));
});
afterEach(async () => {
  await host?.close();
  host = undefined;
});

const serveFile: RequestListener = (_, response) => response.setHeader('content-length', file.length).end(file);

async function serve(answer: RequestListener): Promise<string> {
  host = await startFileHost(answer);
  return host.url;
}

/** A fresh MobileNetV2 and the attempt to give it the weights of the host. */
function load(
  kerasWeightsUrl: string,
  options: { inputSize?: number; signal?: AbortSignal; onProgress?: (done: number, total: number) => void } = {},
) {
  const { inputSize = 96, ...rest } = options;
  const model = buildBackbone('MobileNetV2', { inputSize, seed: 1 });
  const loaded = loadWeights(model, {
    backbone: 'MobileNetV2',
    weights: 'imagenet',
    cacheDirectory,
    kerasWeightsUrl,
    ...rest,
  });
  return { model, loaded };
}

const unavailable = (...parts: string[]) => ({
  code: 'WEIGHTS_UNAVAILABLE',
  message: expect.stringMatching(new RegExp(parts.join('.*'))),
});
const cachedFiles = () => readdir(join(cacheDirectory, 'keras'));

describe('from the host', () => {
  it('loads every tensor, tells its progress and the hash of what was loaded', async () => {
    const progress: [number, number][] = [];
    const { model, loaded } = load(await serve(serveFile), {
      onProgress: (done, total) => progress.push([done, total]),
    });
    const { hash } = await loaded;
    expect(hash).toBe(weightsHash(official));
    expect(weightsHash(model)).toBe(hash);
    expect(progress.at(-1)).toEqual([file.length, file.length]);
  });

  it('is asked once: later runs read the cache, even when the host is gone', async () => {
    const url = await serve(serveFile);
    const first = await load(url).loaded;
    await host?.close();
    expect(await load(url).loaded).toEqual(first);
    expect(host?.asked).toHaveLength(1);
  });

  it.each([
    { inputSize: 96, file: '1.0_96_no_top' },
    { inputSize: 160, file: '1.0_160_no_top' },
    { inputSize: 100, file: '1.0_224_no_top' },
  ])('is asked for the file of $file at $inputSize pixels, as Keras does', async ({ inputSize, file }) => {
    await load(await serve(serveFile), { inputSize }).loaded;
    expect(host?.asked).toEqual([`/mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_${file}.h5`]);
  });

  it('may be asked by two runs at once; the file is whole and nothing else is left', async () => {
    const url = await serve(serveFile);
    const [one, other] = await Promise.all([load(url).loaded, load(url).loaded]);
    expect(one).toEqual(other);
    expect(await cachedFiles()).toEqual(['mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_96_no_top.h5']);
  });

  it('may list the layers in several attributes', async () => {
    const path = join(folder, 'parts.h5');
    await writeLegacyH5(path, official, { namesInParts: true });
    const url = await serve((_, response) => response.end(readFileSync(path)));
    expect(await load(url).loaded).toEqual({ hash: weightsHash(official) });
  });
});

describe('weights that cannot be had', () => {
  it('end in seconds, with a sentence, where no host answers', async () => {
    const url = await serve(serveFile);
    await host?.close();
    const { model, loaded } = load(url);
    const before = weightsHash(model);
    const started = Date.now();
    await expect(loaded).rejects.toMatchObject(
      unavailable('Expected the imagenet weights of MobileNetV2 at http://127', 'ECONNREFUSED'),
    );
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(weightsHash(model)).toBe(before);
    expect(await cachedFiles()).toEqual([]);
  });

  it('are missing on the host', async () => {
    const url = await serve((_, response) => response.writeHead(404).end());
    await expect(load(url).loaded).rejects.toMatchObject(unavailable('the host answered 404'));
  });

  it('are cut off in the middle', async () => {
    const url = await serve((_, response) => {
      response.setHeader('content-length', file.length).write(file.subarray(0, 1000));
      setTimeout(() => response.destroy(), 50);
    });
    await expect(load(url).loaded).rejects.toMatchObject(unavailable('Expected the imagenet weights'));
    expect(await cachedFiles()).toEqual([]);
  });

  it('are a page that some proxy sends instead, which is not kept', async () => {
    const url = await serve((_, response) => response.end('<html>Please sign in</html>'));
    await expect(load(url).loaded).rejects.toMatchObject(unavailable('no HDF5 file', '<html>'));
    expect(await cachedFiles()).toEqual([]);
  });

  it('are damaged: the file, which no hash tells from a good one, is not kept', async () => {
    const damaged = Buffer.from(file);
    damaged.fill(0x5a, file.indexOf('OHDR') + 4, file.indexOf('OHDR') + 40);
    const url = await serve((_, response) => response.end(damaged));
    await expect(load(url).loaded).rejects.toMatchObject(unavailable('it is damaged'));
    expect(await cachedFiles()).toEqual([]);
  });

  it('are another file than Keras published, where its hash is known: nobody reads or keeps it', async () => {
    const kerasWeightsUrl = await serve(serveFile);
    const use = vi.fn();
    const source = { backbone: 'VGG19', top: false, inputSize: 32, kerasWeightsUrl, cacheDirectory } as const;
    await expect(fetchKerasWeights(source, {}, use)).rejects.toMatchObject(
      unavailable('the host sent another file: expected the MD5 [0-9a-f]{32}, received [0-9a-f]{32}'),
    );
    expect(use).not.toHaveBeenCalled();
    expect(await cachedFiles()).toEqual([]);
  });

  it('do not fit: the first layer that differs is named, with both shapes, and nothing is assigned', async () => {
    const path = join(folder, 'cnn.h5');
    const cnn = buildBackbone('CNN', { inputSize: 96, seed: 1 });
    await writeLegacyH5(path, cnn);
    const { model, loaded } = load(await serve((_, response) => response.end(readFileSync(path))));
    const before = weightsHash(model);
    await expect(loaded).rejects.toMatchObject(
      unavailable(
        'layer Conv1 expects \\[3, 3, 3, 32\\], received \\[3, 3, 3, 32\\], \\[32\\] from the file’s conv2d'.replace(
          '’',
          "'",
        ),
      ),
    );
    expect(weightsHash(model)).toBe(before);
  });

  it('are of a network with fewer layers', async () => {
    const path = join(folder, 'short.h5');
    const end = official.getLayer('block_1_project_BN').output as tf.SymbolicTensor;
    await writeLegacyH5(path, tf.model({ inputs: official.inputs, outputs: end }));
    const url = await serve((_, response) => response.end(readFileSync(path)));
    await expect(load(url).loaded).rejects.toMatchObject(
      unavailable('layer block_2_expand expects \\[1, 1, 24, 144\\]', 'ends after 12 layers'),
    );
  });

  it('are given up when the run is cancelled', async () => {
    const url = await serve(() => {});
    const cancelled = new AbortController();
    const { loaded } = load(url, { signal: cancelled.signal });
    setTimeout(() => cancelled.abort(new Error('cancelled by the student')), 50);
    await expect(loaded).rejects.toThrow('cancelled by the student');
  });

  it('are of no name that is known, or of a backbone that Keras has none for', async () => {
    const cnn = buildBackbone('CNN', { inputSize: 96, seed: 1 });
    const wanted = { backbone: 'CNN', cacheDirectory, kerasWeightsUrl: 'http://127.0.0.1:1' } as const;
    await expect(loadWeights(cnn, { ...wanted, weights: 'imagenet' })).rejects.toMatchObject(
      unavailable('received CNN'),
    );
    await expect(loadWeights(cnn, { ...wanted, weights: 'imagnet' })).rejects.toMatchObject(
      unavailable('received imagnet'),
    );
  });
});

describe('random weights', () => {
  it('stay as the seed made them, and their hash tells one seed from another', async () => {
    const hashes = [1, 1, 2].map(async (seed) => {
      const model = buildBackbone('CNN', { inputSize: 46, seed });
      return (await loadWeights(model, { backbone: 'CNN', weights: 'random', cacheDirectory, kerasWeightsUrl: '' }))
        .hash;
    });
    const [one, again, other] = await Promise.all(hashes);
    expect(one).toBe(again);
    expect(one).not.toBe(other);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('imagenetReachable', () => {
  it('tells whether the host has the file, without fetching it', async () => {
    const url = await serve((request, response) => response.writeHead(request.method === 'HEAD' ? 200 : 500).end());
    expect(await imagenetReachable(url, 'MobileNetV2', 1000)).toBe(true);
    expect(await imagenetReachable(url, 'CNN', 1000)).toBe(false);
    await host?.close();
    expect(await imagenetReachable(url, 'MobileNetV2', 1000)).toBe(false);
  });

  it('does not wait longer than it is told', async () => {
    const url = await serve(() => {});
    const started = Date.now();
    expect(await imagenetReachable(url, 'MobileNetV2', 200)).toBe(false);
    expect(Date.now() - started).toBeLessThan(3_000);
  });
});

describe('missingWeights', () => {
  const networks = (missing: { backbone: string; weights: string }[]) =>
    missing.filter(({ weights }) => weights === 'imagenet').map(({ backbone }) => backbone);

  it('names the networks whose files neither the host nor the cache has', async () => {
    const url = await serve((request, response) =>
      response.writeHead(request.url!.includes('/resnet/resnet50_') ? 200 : 404).end(),
    );
    const before = networks(await missingWeights({ cacheDirectory, kerasWeightsUrl: url }));
    expect(before).toHaveLength(16);
    expect(before).not.toContain('ResNet50');
    await mkdir(join(cacheDirectory, 'keras'));
    await writeFile(
      join(cacheDirectory, 'keras', 'mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_128_no_top.h5'),
      '',
    );
    const after = networks(await missingWeights({ cacheDirectory, kerasWeightsUrl: url }));
    expect(after).toEqual(before.filter((name) => name !== 'MobileNetV2'));
  });

  it('names all where the host is away, and ends when it is told to', async () => {
    const url = await serve(() => {});
    const ending = new AbortController();
    const looking = missingWeights({ cacheDirectory, kerasWeightsUrl: url, signal: ending.signal });
    setTimeout(() => ending.abort(new Error('the worker is stopping')), 50);
    await expect(looking).rejects.toThrow('the worker is stopping');
    await host?.close();
    expect(networks(await missingWeights({ cacheDirectory, kerasWeightsUrl: url }))).toHaveLength(17);
  });
});
