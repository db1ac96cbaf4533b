import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs';
import { File, ready } from 'h5wasm/node';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ZipFile } from 'yazl';
import type { BackboneName } from '#contracts/backbones';
import { buildBackbone } from '../../../learning/backbones/registry.ts';
import { withZip } from '../../../learning/weights/kerasZip.ts';
import { writeLayers } from '../../../learning/weights/legacyH5Writer.ts';
import { loadWeights } from '../../../learning/weights/loadWeights.ts';
import { weightsHash } from '../../../learning/weights/modelWeights.ts';
import { startTestEngine } from '../../setup/engine.ts';
import { number } from './numbered.ts';

/** What `tests/keras/weightFiles.py` has written: files that Keras saved. */
const files: { file: string; backbone: BackboneName; size: number; top: boolean }[] = JSON.parse(
  readFileSync(new URL('../../keras/golden/weightFiles.json', import.meta.url), 'utf8'),
);
const read = (file: string) =>
  gunzipSync(gunzipSync(readFileSync(new URL(`../../keras/golden/weightFiles/${file}.gz.gz`, import.meta.url))));

const top = { classes: 10, activation: 'softmax' } as const;
let folder: string;

beforeAll(async () => {
  await startTestEngine();
  folder = await mkdtemp(join(tmpdir(), 'keras-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(file: string, bytes: Uint8Array | string = read(file)): Promise<string> {
  const path = join(folder, file);
  await writeFile(path, bytes);
  return path;
}

/** The hash of what a network gets from a file, and of what the file was made of. */
async function load(file: string, backbone: BackboneName, options: { size?: number; top?: typeof top } = {}) {
  const { size = 32, ...rest } = options;
  const build = () => buildBackbone(backbone, { inputSize: size, seed: null, ...rest });
  const model = build();
  const wanted = {
    backbone,
    weights: { file },
    top: rest.top !== undefined,
    cacheDirectory: folder,
    kerasWeightsUrl: '',
  };
  try {
    const { hash } = await loadWeights(model, wanted);
    const right = number(build());
    const expected = weightsHash(right);
    right.dispose();
    return { hash, expected };
  } finally {
    model.dispose();
  }
}

async function refusal(file: string, backbone: BackboneName, size = 32): Promise<string> {
  const error = await load(file, backbone, { size }).then(
    () => null,
    (error: Error & { code?: string }) => error,
  );
  expect(error?.code).toBe('WEIGHTS_UNAVAILABLE');
  // No refusal is longer than a screen.
  expect(error!.message.replaceAll(folder, '').length).toBeLessThan(1000);
  return error!.message;
}

describe('every tensor comes to its place from', () => {
  const readable = files.filter(({ file }) => file !== 'teachable.h5');
  test.each(readable)('$file', async ({ file, backbone, size, top: hasTop }) => {
    const path = await written(file);
    const { hash, expected } = await load(path, backbone, { size });
    expect(hash).toBe(expected);
    if (hasTop) {
      const whole = await load(path, backbone, { size, top });
      expect(whole.hash).toBe(whole.expected);
    }
    await rm(path);
  });

  it('a file whose name does not say what it is', async () => {
    const { hash, expected } = await load(await written('weights.h5', read('whole.keras')), 'MobileNetV2');
    expect(hash).toBe(expected);
  });

  it('a zip that has the file in a folder, as Teachable Machine exports one', async () => {
    const path = await zipped('converted_keras.zip', {
      '__MACOSX/converted/._keras_model.h5': 'Mac OS X',
      'converted/keras_model.h5': read('whole.h5'),
      'converted/labels.txt': '0 cats\n1 dogs\n',
    });
    const { hash, expected } = await load(path, 'MobileNetV2');
    expect(hash).toBe(expected);
  });
});

describe('a TensorFlow.js layers model', () => {
  const tfjs = () => join(folder, 'tfjs');

  beforeAll(async () => {
    const base = number(buildBackbone('MobileNetV2', { inputSize: 32, seed: null }));
    for (const layer of base.layers.slice(0, 50)) layer.trainable = false;
    const head = [tf.layers.globalAveragePooling2d({}), tf.layers.dense({ units: 2 })];
    await saved(tf.sequential({ layers: [tf.sequential({ layers: [base] }), ...head] }), tfjs());
    base.dispose();
  });

  it('is read from its folder, its model.json, and a zip', async () => {
    const json = join(tfjs(), 'model.json');
    const bytes = await readFile(join(tfjs(), 'weights.bin'));
    const zip = await zipped('tfjs.zip', { 'model.json': await readFile(json), 'weights.bin': bytes });
    for (const path of [tfjs(), json, zip]) {
      const { hash, expected } = await load(path, 'MobileNetV2');
      expect(hash).toBe(expected);
    }
  });

  it('is refused where a shard is missing, is elsewhere, or where it has no layers', async () => {
    const other = join(folder, 'tfjs-other');
    await cp(tfjs(), other, { recursive: true });
    await rm(join(other, 'weights.bin'));
    expect(await refusal(other, 'MobileNetV2')).toContain('its shard weights.bin cannot be read');
    const model = JSON.parse(await readFile(join(other, 'model.json'), 'utf8'));
    const write = (changed: object) => writeFile(join(other, 'model.json'), JSON.stringify({ ...model, ...changed }));
    await write({ weightsManifest: [{ paths: ['../../etc/passwd'], weights: [] }] });
    expect(await refusal(other, 'MobileNetV2')).toContain('names ../../etc/passwd, which is not beside it');
    await write({ weightsManifest: [...model.weightsManifest, ...model.weightsManifest] });
    await cp(join(tfjs(), 'weights.bin'), join(other, 'weights.bin'));
    expect(await refusal(other, 'MobileNetV2')).toContain('names the shard weights.bin twice');
    const [{ paths, weights }] = model.weightsManifest;
    await write({ weightsManifest: [{ paths, weights: [...weights, ...weights] }] });
    expect(await refusal(other, 'MobileNetV2')).toMatch(/names the tensor .* twice/);
    await write({ format: 'graph-model' });
    expect(await refusal(other, 'MobileNetV2')).toContain('graph model');
    await write({ modelTopology: undefined });
    expect(await refusal(other, 'MobileNetV2')).toContain('not the model.json');
  });
});

describe('refused, with what to do, is', () => {
  it.each(['vgg19.keras', 'vgg19.keras2.h5'])('VGG19 in %s for VGG16, whose layers are all in it', async (file) => {
    expect(await refusal(await written(file), 'VGG16')).toContain(
      'The file holds a VGG19: choose that as the backbone.',
    );
  });

  it('a network of Teachable Machine, which is narrower than any here', async () => {
    const message = await refusal(await written('teachable.h5'), 'MobileNetV2');
    expect(message).toMatch(/layer Conv1 expects .*; layer bn_Conv1 .*; layer expanded_conv_depthwise /);
    expect(message).toContain('and so do 100 more. The file holds a MobileNetV2 of alpha 0.35');
    expect(message).toContain('no backbone fits it, since all have alpha 1.');
  });

  it('a file of nothing that is known', async () => {
    const path = join(folder, 'own');
    await saved(
      tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3], name: 'x'.repeat(500) })] }),
      path,
    );
    expect(await refusal(path, 'MobileNetV2')).toContain('The file holds no backbone that is known here');
  });

  it('a file that holds the network twice', async () => {
    const layers = ['left', 'right'].flatMap((side) => {
      const base = buildBackbone('CNN', { inputSize: 46, seed: null });
      for (const layer of base.layers) layer.name = `${side}_${layer.name}`;
      return base.layers;
    });
    await ready;
    const path = join(folder, 'twins.h5');
    const file = new File(path, 'w');
    writeLayers(file, layers);
    file.close();
    expect(await refusal(path, 'CNN', 46)).toContain(
      'the file holds 2 networks that do, beginning with its layers left_conv2d, right_conv2d.',
    );
  });

  it('a SavedModel, a zip of something else, and a zip that is cut off', async () => {
    await mkdir(join(folder, 'saved_model'));
    await writeFile(join(folder, 'saved_model', 'saved_model.pb'), 'x');
    expect(await refusal(join(folder, 'saved_model'), 'VGG16')).toContain('it is a TensorFlow SavedModel');
    expect(await refusal(await zipped('savedmodel.zip', { 'model/saved_model.pb': 'x' }), 'VGG16')).toContain(
      'it is a TensorFlow SavedModel',
    );
    expect(await refusal(await zipped('photos.zip', { 'cat.jpg': 'x' }), 'VGG16')).toContain(
      'without a model of Keras',
    );
    const bytes = read('whole.keras');
    expect(await refusal(await written('half.keras', bytes.subarray(0, bytes.length / 2)), 'MobileNetV2')).toContain(
      'it is no whole zip file',
    );
  });

  it('a zip with a password, with more in it than any model, or that unpacks to more', async () => {
    const path = await zipped('odd.zip', { 'model.weights.h5': 'x', 'config.json': '{}' });
    const bytes = await readFile(path);
    // The first entry of the table of contents: its flags, its method, and its size when it is unpacked.
    const entry = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    const changed = (change: (copy: Buffer) => void) => {
      const copy = Buffer.from(bytes);
      change(copy);
      return written('odd.zip', copy);
    };
    expect(await refusal(await changed((copy) => void copy.writeUInt16LE(1, entry + 8)), 'CNN', 46)).toContain(
      'it has a password',
    );
    const large = await changed((copy) => void copy.writeUInt32LE(2 ** 31 + 1, entry + 24));
    expect(await refusal(large, 'CNN', 46)).toContain(
      'it unpacks to 2147483649 bytes with its model.weights.h5, more than any network here',
    );
    const crowd = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`${index}.json`, '']));
    expect(await refusal(await zipped('crowd.zip', crowd), 'CNN', 46)).toContain(
      'it has 10001 entries, more than any model',
    );
  });

  it('a zip whose files unpack to too much together', async () => {
    const path = await zipped('shards.zip', { 'a.bin': Buffer.alloc(1000), 'b.bin': Buffer.alloc(1000) });
    const bytes = await readFile(path);
    const second = bytes.indexOf('b.bin', bytes.indexOf('PK\x01\x02', 0, 'latin1')) - 46;
    bytes.writeUInt32LE(2 ** 31 - 999, second + 24);
    await withZip(await written('shards.zip', bytes), async ({ readBytes }) => {
      await readBytes('a.bin');
      await expect(readBytes('b.bin')).rejects.toThrow('it unpacks to 2147483649 bytes with its b.bin');
    });
  });

  it('a zip in a zip in a zip, which might hold itself', async () => {
    const inner = await readFile(await zipped('inner.keras', { 'whole.keras': read('whole.keras') }));
    expect(await refusal(await zipped('outer.zip', { 'inner.keras': inner }), 'MobileNetV2')).toContain(
      'without a model of Keras',
    );
  });
});

async function zipped(name: string, entries: Record<string, Uint8Array | string>): Promise<string> {
  const zip = new ZipFile();
  for (const [path, bytes] of Object.entries(entries)) zip.addBuffer(Buffer.from(bytes as Uint8Array), path);
  zip.end();
  return written(name, await buffer(zip.outputStream));
}

/** Writes a model as TensorFlow.js's own `file://` does. */
async function saved(model: tf.LayersModel, path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await model.save(
    tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      await writeFile(
        join(path, 'model.json'),
        JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest }),
      );
      await writeFile(join(path, 'weights.bin'), Buffer.from(weightData as ArrayBuffer));
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
}
