import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applicationNames } from '#contracts/backbones';
import { buildBackbone } from '../../learning/backbones/registry.ts';
import { startEngine } from '../../learning/engine/engine.ts';
import { fill } from '../learning/backbones/formula.ts';
import { writeLegacyH5 } from '../learning/weights/legacyFile.ts';

/** What `tests/keras/singleImages.py` has written. */
const golden: {
  side: number;
  gain: number;
  images: { png: string; features: number[]; probabilities: number[]; mostProbable: number }[];
} = JSON.parse(readFileSync(new URL('../keras/golden/singleImages.json', import.meta.url), 'utf8'));

let folder: string;
let images: string[];
const top = { classes: 1000, activation: 'softmax' } as const;

beforeAll(async () => {
  await startEngine('wasm');
  folder = await mkdtemp(join(tmpdir(), 'networks-'));
  images = golden.images.map((_, index) => join(folder, `${index}.png`));
  for (const [index, { png }] of golden.images.entries()) await writeFile(images[index]!, Buffer.from(png, 'base64'));
  for (const [name, options] of [['top', { top }] as const, ['noTop', {}] as const]) {
    const model = buildBackbone('MobileNet', { inputSize: golden.side, seed: null, ...options });
    fill(model, golden.gain);
    await writeLegacyH5(join(folder, `${name}.h5`), model);
    model.dispose();
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** The command line without any server. */
async function downstream(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, ENGINE: 'wasm', CACHE_DIR: join(folder, 'cache'), DATA_DIR: join(folder, 'data') };
  return promisify(execFile)(process.execPath, ['bin/downstream.ts', ...args], { env, maxBuffer: 2 ** 26 }).then(
    (output) => ({ code: 0, ...output }),
    (error) => error,
  );
}

const mobilenet = (weights: string) => [
  '--backbone',
  'MobileNet',
  '--weights',
  join(folder, weights),
  '--input-size',
  String(golden.side),
];

/** Every 16th, as in the golden file. */
const sampled = (values: number[]) => values.filter((_, index) => index % 16 === 0);

function relativeDistance(received: number[], expected: number[]): number {
  const norm = (values: number[]) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
  return norm(received.map((value, index) => value - expected[index]!)) / norm(expected);
}

test('features gives what Keras gives for the same files: one of the input size, one that is resized', async () => {
  const { stdout } = await downstream('features', ...mobilenet('noTop.h5'), ...images, '--json');
  const answer: { shape: number[]; images: { image: string; features: number[] }[] } = JSON.parse(stdout);
  expect(answer.shape).toEqual([1024]);
  expect(answer.images.map(({ image }) => image)).toEqual(images);
  for (const [index, { features }] of answer.images.entries())
    expect(relativeDistance(sampled(features), golden.images[index]!.features)).toBeLessThan(1e-4);
});

test('features takes the file with the top, too, which predict needs', async () => {
  const { code, stdout } = await downstream('features', ...mobilenet('top.h5'), images[0]!, '--json');
  expect([code, JSON.parse(stdout).shape]).toEqual([0, [1024]]);
});

test('features without pooling are the whole feature map', async () => {
  const { stdout } = await downstream('features', ...mobilenet('noTop.h5'), images[0]!, '--pooling', 'none', '--json');
  const { shape, images: answers } = JSON.parse(stdout);
  expect(shape).toEqual([2, 2, 1024]);
  expect(answers[0].features).toHaveLength(2 * 2 * 1024);
});

test('predict wants a network or a model, not both', async () => {
  expect(await downstream('predict', images[0]!)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Expected --backbone or --model'),
  });
  const both = await downstream('predict', '--model', folder, '--backbone', 'MobileNet', images[0]!);
  expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be used with') });
});

test('predict gives Keras’s probabilities, and names the most probable classes', async () => {
  const { stdout } = await downstream('predict', ...mobilenet('top.h5'), ...images, '--json', '--top', '3');
  const answer: {
    images: { predictions: { class: number; name: string; probability: number }[]; probabilities: number[] }[];
  } = JSON.parse(stdout);
  for (const [index, { predictions, probabilities }] of answer.images.entries()) {
    expect(relativeDistance(sampled(probabilities), golden.images[index]!.probabilities)).toBeLessThan(1e-4);
    expect(predictions).toHaveLength(3);
    expect(predictions[0]).toMatchObject({
      class: golden.images[index]!.mostProbable,
      probability: Math.max(...probabilities),
    });
  }
  const text = await downstream('predict', ...mobilenet('top.h5'), images[0]!, '--top', '1');
  expect(text.stdout).toContain(answer.images[0]!.predictions[0]!.name);
});

describe('what cannot be done is refused in one sentence that names the file', () => {
  test('an image that is cut off', async () => {
    const broken = join(folder, 'broken.png');
    await writeFile(broken, (await readFile(images[0]!)).subarray(0, 400));
    const { code, stderr } = await downstream('predict', ...mobilenet('top.h5'), images[0]!, broken);
    expect(code).toBe(4);
    expect(stderr).toMatch(`downstream: BAD_IMAGE: Expected ${broken} to be a whole`);
  });

  test('a folder that is called like an image', async () => {
    await mkdir(join(folder, 'folder.png'));
    const { code, stderr } = await downstream('features', ...mobilenet('noTop.h5'), join(folder, 'folder.png'));
    expect([code, stderr]).toEqual([
      4,
      expect.stringMatching(/FILE_UNREADABLE: .*folder\.png cannot be read: it is a folder/),
    ]);
  });

  test('an input that is larger than any', async () => {
    const { code, stderr } = await downstream('features', '--backbone', 'VGG19', '--input-size', '2240', images[0]!);
    expect([code, stderr]).toEqual([2, expect.stringContaining('expected at most 1024 pixels')]);
  });

  test('weights of a network without its top, for one with it', async () => {
    const { code, stderr } = await downstream('predict', ...mobilenet('noTop.h5'), images[0]!);
    expect(code).toBe(4);
    expect(stderr).toMatch(/WEIGHTS_UNAVAILABLE: .*noTop\.h5 do not fit .* conv_preds .*without one: its features/);
  });

  test('an input that is too small', async () => {
    const { code, stderr } = await downstream(
      'features',
      '--backbone',
      'Xception',
      '--weights',
      'random',
      '--input-size',
      '70',
      images[0]!,
    );
    expect(code).toBe(4);
    expect(stderr).toContain('Xception needs an input of at least 71 pixels, received 70');
  });

  test('a recipe that is none', async () => {
    const path = join(folder, 'recipe.yaml');
    await writeFile(path, 'backbone: VGG99');
    const { code, stderr } = await downstream('summary', path);
    expect(code).toBe(4);
    expect(stderr).toMatch(/RECIPE_INVALID: .*recipe\.yaml.*\n {2}backbone: .*"VGG99"/);
  });
});

test('zoo has all seventeen, times those that are asked for, and remembers the times', async () => {
  expect((await downstream('zoo')).stdout).toContain('Nothing was measured on this machine yet');
  const measured = JSON.parse((await downstream('zoo', '--measure', 'MobileNet', '--json')).stdout);
  expect(measured.engine.engine).toBe('wasm');
  expect(measured.networks.map(({ name }: { name: string }) => name)).toEqual(applicationNames);
  for (const { name, measuredMs } of measured.networks)
    expect(measuredMs).toEqual(name === 'MobileNet' ? expect.any(Number) : null);
  expect(JSON.parse((await downstream('zoo', '--json')).stdout)).toEqual(measured);

  const more = JSON.parse((await downstream('zoo', '--measure', 'MobileNetV2', '--json')).stdout);
  const times = Object.fromEntries(
    more.networks.map(({ name, measuredMs }: { name: string; measuredMs: number }) => [name, measuredMs]),
  );
  expect(times).toMatchObject({ MobileNetV2: expect.any(Number), VGG19: null });
  expect(times.MobileNet).toBe(measured.networks.find(({ name }: { name: string }) => name === 'MobileNet').measuredMs);
  const { stdout } = await downstream('zoo');
  expect(stdout).toMatch(/^VGG19 +549 +71\.3 +90\.0 +143,667,240 +19 /m);
  expect(stdout).toContain(`here: wasm (${more.engine.engineVersion}), ${more.engine.processor}`);

  await writeFile(join(folder, 'cache', 'zoo.json'), '{"ms": {"VGG19": "fast"}}');
  expect((await downstream('zoo')).stdout).toContain('Nothing was measured on this machine yet');
});
