import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildBackbone } from '../../learning/backbones/registry.ts';
import { weightsHash } from '../../learning/weights/modelWeights.ts';
import { writeLegacyH5 } from '../learning/weights/legacyFile.ts';
import { downstreamIn, jsonLines } from '../setup/commandLine.ts';
import { shapeClasses, shapePicture } from '../setup/shapes.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'train-'));
  for (const [offset, [split, count]] of Object.entries({ train: 6, validation: 3, test: 4 }).entries())
    for (const [label, className] of shapeClasses.entries()) {
      const folder = join(home, 'shapes', split, className);
      await mkdir(folder, { recursive: true });
      for (let index = 0; index < count; index++)
        await writeFile(join(folder, `${index}.png`), await shapePicture(label, offset * 1000 + index));
    }
  await writeFile(
    join(home, 'recipe.yaml'),
    `backbone: CNN
inputSize: 46
head: {pooling: flatten, dense: [{units: 8}]}
augmentation: {rotationRange: 20, horizontalFlip: true}
training: {epochs: 2, batchSize: 5}
stages: [{freeze: {before: conv2d_3}, epochs: 1}]
`,
  );
});
afterAll(() => rm(home, { recursive: true }));

const downstream = (...args: string[]) => downstreamIn(home, ...args);

test('train prints epochs and the evaluation; the model that it saves evaluates to the same and predicts', async () => {
  const trained = await downstream(
    'train',
    'recipe.yaml',
    '--data',
    'shapes',
    '--engine',
    'wasm',
    '--save',
    'model',
    '--json',
  );
  expect(trained.code).toBe(0);
  expect(trained.stderr).toContain(
    'Found 12 images belonging to 2 classes.\n' +
      'Found 6 images belonging to 2 classes.\n' +
      'Found 8 images belonging to 2 classes.\n',
  );
  const lines = jsonLines(trained);
  expect(lines.map(({ epoch }) => epoch)).toEqual([1, 2, 3, undefined]);
  expect(lines[2]).toMatchObject({ loss: expect.any(Number), valAcc: expect.any(Number), learningRate: 0.00001 });
  const { evaluation } = lines[3];
  expect(evaluation).toMatchObject({
    images: 8,
    rocAuc: expect.any(Number),
    perClass: [{ className: 'discs' }, { className: 'squares' }],
  });

  const evaluated = await downstream('evaluate', 'model', '--data', 'shapes', '--engine', 'wasm', '--json');
  // On some processors the last digit of the loss is another one in another process.
  const same = { ...evaluation, loss: expect.closeTo(evaluation.loss, 6) };
  expect(jsonLines(evaluated)).toEqual([{ evaluation: same }]);

  const images = ['shapes/test/discs/0.png', 'shapes/test/squares/1.png'];
  const [predicted] = jsonLines(
    await downstream('predict', '--model', 'model', ...images, '--engine', 'wasm', '--json'),
  );
  expect(predicted).toMatchObject({ model: 'model', backbone: 'CNN', engine: 'wasm' });
  expect(predicted.images.map(({ image }: { image: string }) => image)).toEqual(images);
  for (const { predictions, probabilities } of predicted.images) {
    expect(predictions.map(({ name }: { name: string }) => name).sort()).toEqual(['discs', 'squares']);
    expect(probabilities[0] + probabilities[1]).toBeCloseTo(1, 6);
    expect(predictions[0].probability).toBe(probabilities[predictions[0].class]);
    expect(predictions[0].probability).toBeGreaterThanOrEqual(0.5);
  }

  // A model of a version that did not name the head's layers as Keras does.
  const description = await readFile(join(home, 'model', 'model.json'), 'utf8');
  expect(description).toContain('"dense_1/0"');
  const earlier = description.replaceAll('"dense/', '"head_dense_1/').replaceAll('"dense_1/', '"predictions/');
  await writeFile(join(home, 'model', 'model.json'), earlier);
  const again = await downstream('evaluate', 'model', '--data', 'shapes', '--engine', 'wasm', '--json');
  expect(jsonLines(again)).toEqual([{ evaluation: same }]);

  for (const [format, path] of Object.entries({ keras: 'my.keras', h5: 'my.h5', onnx: 'my.onnx', tfjs: 'my-tfjs' })) {
    const exported = await downstream('export', 'model', '--to', format, '--out', path);
    expect(exported).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining(`Wrote ${path}. To use it:`),
    });
    expect(existsSync(join(home, path)), path).toBe(true);
  }
  expect(existsSync(join(home, 'my-tfjs', 'model.json'))).toBe(true);
  await downstream('export', 'model', '--to', 'python');
  expect(await readFile(join(home, 'model.py'), 'utf8')).toContain('layers.Conv2D(filters, 3, activation="relu")');
  const refused = await downstream('export', 'model', '--to', 'pickle');
  expect(refused.code).toBe(2);

  await writeFile(join(home, 'model', 'weights.bin'), (await readFile(join(home, 'model', 'weights.bin'))).subarray(4));
  const broken = await downstream('evaluate', 'model', '--data', 'shapes', '--engine', 'wasm');
  expect(broken).toMatchObject({
    code: 4,
    stderr: expect.stringMatching(/WEIGHTS_UNAVAILABLE: .* weights\.bin has \d+ bytes, where \d+ were expected/),
  });
});

test('compare trains recipe after recipe on the same images as train does and puts them side by side', async () => {
  await writeFile(
    join(home, 'other.yaml'),
    'backbone: CNN\ninputSize: 46\nhead: {pooling: avg}\ntraining: {epochs: 1}\n',
  );
  const data = ['--data', 'shapes', '--engine', 'wasm'];
  const compared = jsonLines(await downstream('compare', 'recipe.yaml', 'other.yaml', ...data, '--json'));
  expect(compared).toMatchObject([
    {
      recipe: 'recipe.yaml',
      backbone: 'CNN',
      epochs: [{ epoch: 1 }, { epoch: 2 }, { epoch: 3 }],
      seconds: expect.any(Number),
    },
    { recipe: 'other.yaml', backbone: 'CNN', epochs: [{ epoch: 1 }], params: { total: 240_961, trainable: 240_961 } },
  ]);
  const alone = jsonLines(await downstream('train', 'other.yaml', ...data, '--json'));
  expect(compared[1].evaluation).toEqual(alone.at(-1).evaluation);
  expect(compared[1].epochs[0].loss).toBe(alone[0].loss);

  const { stdout } = await downstream('compare', 'other.yaml', 'recipe.yaml', ...data);
  expect(stdout).toMatch(/\nother.yaml \(1 of 2\)\nEpoch 1\/1 /);
  expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
    expect.stringMatching(/^other.yaml +CNN +240961 +240961 +1 /),
    expect.stringMatching(/^recipe.yaml +CNN /),
  ]);
  const refused = await downstream('compare', 'other.yaml', 'none.yaml', ...data);
  expect(refused).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining('none.yaml cannot be read') });
});

test('a file in place of the recipe’s weights is what the saved model names, and its top is left out', async () => {
  const top = { classes: 10, activation: 'softmax' } as const;
  await writeLegacyH5(join(home, 'mobilenet.h5'), buildBackbone('MobileNet', { inputSize: 32, seed: 5, top }));
  await writeFile(join(home, 'top.yaml'), 'backbone: MobileNet\ninputSize: 32\ntraining: {epochs: 1}\n');
  const data = ['--data', 'shapes', '--engine', 'wasm', '--json'];
  const trained = await downstream(
    'train',
    'top.yaml',
    ...data,
    '--weights-file',
    'mobilenet.h5',
    '--save',
    'fromFile',
  );
  expect(trained.code).toBe(0);
  const description = JSON.parse(await readFile(join(home, 'fromFile', 'model.json'), 'utf8'));
  expect(description.recipe).not.toHaveProperty('weights');
  expect(description.weightsFrom).toEqual({
    file: 'mobilenet.h5',
    weightsHash: weightsHash(buildBackbone('MobileNet', { inputSize: 32, seed: 5 })),
  });
  const { evaluation } = jsonLines(trained).at(-1);
  expect(jsonLines(await downstream('evaluate', 'fromFile', ...data))).toEqual([{ evaluation }]);
});

test('classes with Korean names and names of two words learn, with the labels that --classes gives them', async () => {
  const data = join(home, 'korean');
  for (const split of ['train', 'validation', 'test'])
    for (const [from, to] of [
      ['discs', '동그란 것'],
      ['squares', '네모난 것'],
    ] as const)
      await cp(join(home, 'shapes', split, from), join(data, split, to), { recursive: true });
  const printed = await downstream(
    'train',
    'recipe.yaml',
    '--data',
    'korean',
    '--classes',
    '동그란 것, 네모난 것',
    '--engine',
    'wasm',
    '--json',
  );
  expect(printed.code).toBe(0);
  const { perClass } = jsonLines(printed).at(-1).evaluation;
  expect(perClass.map(({ className }: { className: string }) => className)).toEqual(['동그란 것', '네모난 것']);
});

describe('what cannot be trained on is refused before anything is trained, and named', () => {
  const changes: [string, (data: string) => Promise<unknown>, string][] = [
    [
      'an empty class folder',
      (data) => emptied(join(data, 'train', 'squares')),
      'Expected images in .*/train/squares, received none',
    ],
    [
      'a single class',
      (data) => rm(join(data, 'train', 'squares'), { recursive: true }),
      'at least two classes in .*/train, received 1 .discs.',
    ],
    [
      'a class that is missing among the test images',
      (data) => rm(join(data, 'test', 'discs'), { recursive: true }),
      '/test, received none of discs',
    ],
    [
      'a class that is not trained on',
      (data) => cp(join(data, 'test', 'discs'), join(data, 'test', 'rings'), { recursive: true }),
      '/test, received rings',
    ],
    [
      'no test images',
      (data) => rm(join(data, 'test'), { recursive: true }),
      'Expected a folder with one folder a class at .*/test',
    ],
    [
      'half an image',
      (data) => halved(join(data, 'validation', 'discs', '1.png')),
      'BAD_IMAGE: Expected .*/validation/discs/1.png to be a whole',
    ],
    [
      'half a test image',
      (data) => halved(join(data, 'test', 'squares', '3.png')),
      'BAD_IMAGE: Expected .*/test/squares/3.png to be a whole',
    ],
    [
      'a link that leads nowhere',
      (data) => symlink('gone.png', join(data, 'train', 'discs', 'link.png')),
      'BAD_IMAGE: Expected .*/train/discs/link.png to be a whole .* ENOENT',
    ],
  ];
  test.each(changes)('%s', async (name, change, message) => {
    const data = join(home, name);
    await cp(join(home, 'shapes'), data, { recursive: true });
    await change(data);
    const { code, stderr, stdout } = await downstream('train', 'recipe.yaml', '--data', data, '--engine', 'wasm');
    expect(stderr).toMatch(new RegExp(message));
    expect(code).toBe(4);
    expect(stdout).not.toContain('Epoch');
  });

  test('the id of published weights, which lie on a server, unless a file takes their place', async () => {
    const weights = '0198b4a2-0000-7000-8000-000000000001';
    await writeFile(join(home, 'published.yaml'), `{backbone: CNN, inputSize: 46, weights: ${weights}}`);
    const args = ['train', 'published.yaml', '--data', 'shapes', '--engine', 'wasm'];
    const { code, stderr } = await downstream(...args);
    expect([code, stderr]).toEqual([
      4,
      expect.stringMatching(new RegExp(`WEIGHTS_UNAVAILABLE: .* the id ${weights} .* --weights-file`)),
    ]);
    expect((await downstream(...args, '--weights-file', 'nowhere.h5')).stderr).toContain(
      'nowhere.h5, but there is no such file',
    );
  });

  test('a class that --classes has and the folder has not', async () => {
    const { code, stderr } = await downstream('train', 'recipe.yaml', '--data', 'shapes', '--classes', 'discs,rings');
    expect([code, stderr]).toEqual([4, expect.stringMatching(/DATASET_INVALID: .*\/train, received none of rings/)]);
  });

  test('weights of another network, with nothing kept', async () => {
    await writeLegacyH5(join(home, 'cnn.h5'), buildBackbone('CNN', { inputSize: 46, seed: 1 }));
    await writeFile(join(home, 'mobile.yaml'), 'backbone: MobileNet\ninputSize: 32\n');
    const options = ['--data', 'shapes', '--weights-file', 'cnn.h5', '--save', 'none', '--engine', 'wasm'];
    const { code, stderr } = await downstream('train', 'mobile.yaml', ...options);
    expect(stderr).toMatch(/WEIGHTS_UNAVAILABLE: The weights in .*cnn\.h5 do not fit .*layer conv1 expects/);
    expect([code, existsSync(join(home, 'none'))]).toEqual([4, false]);
  });

  test('an input below the network’s least', async () => {
    await writeFile(join(home, 'small.yaml'), 'backbone: VGG19\ninputSize: 31\n');
    const { code, stderr } = await downstream('train', 'small.yaml', '--data', 'shapes');
    expect([code, stderr]).toEqual([
      4,
      expect.stringMatching(/RECIPE_INVALID: small\.yaml[\s\S]*inputSize: .*at least 32 pixels, received 31/),
    ]);
  });

  test('a class weight for a class that is not there', async () => {
    await writeFile(join(home, 'weighted.yaml'), 'backbone: CNN\ninputSize: 46\ntraining: {classWeight: {cats: 2}}\n');
    const { code, stderr } = await downstream('train', 'weighted.yaml', '--data', 'shapes', '--engine', 'wasm');
    expect([code, stderr]).toEqual([
      4,
      expect.stringContaining('expected classes among discs, squares, received cats'),
    ]);
  });
});

async function emptied(folder: string): Promise<void> {
  await rm(folder, { recursive: true });
  await mkdir(folder);
}

async function halved(path: string): Promise<void> {
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length / 2));
}
